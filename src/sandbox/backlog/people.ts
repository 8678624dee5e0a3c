import type { SeedPerson } from './backlog.ts';

export const PEOPLE: readonly SeedPerson[] = [
  { id: 'mara', name: 'Mara Lindqvist', email: 'mara@sandbox.example', timeZone: 'Europe/Stockholm' },
  { id: 'jonas', name: 'Jonas Weiß', email: 'jonas@sandbox.example', timeZone: 'Europe/Berlin' },
  { id: 'amelie', name: 'Amélie Garnier', email: 'amelie@sandbox.example', timeZone: 'Europe/Paris' },
  { id: 'kenji', name: 'Kenji Watanabe (渡辺)', email: 'kenji@sandbox.example', timeZone: 'Asia/Tokyo' },
  { id: 'layla', name: 'Layla Haddad', email: 'layla@sandbox.example', timeZone: 'Africa/Cairo' },
  { id: 'tom', name: "Tom O'Brien", email: 'tom@sandbox.example', timeZone: 'Europe/Dublin' },
  { id: 'priya', name: 'Priya Nair', email: 'priya@sandbox.example', timeZone: 'Asia/Kolkata' },
  { id: 'team', name: 'Whole team', email: 'team@sandbox.example', timeZone: 'Europe/Berlin' },
];
