import { z } from 'zod';
import { projectName } from '../access/project-name.ts';
import { sectionIds } from './sections/ids.ts';

/** The days of a week, Monday first as in ISO 8601. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

const words = z.string().trim().min(1).max(200);
// No quotes, comments or folding: an address from the settings goes into headers.
const address = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>",;:()[\]\\]{1,64}@[^\s@<>",;:()[\]\\]{1,190}$/, 'expected an e-mail address')
  .transform((value) => value.toLowerCase());
const project = projectName.transform((value) =>
  value.toUpperCase().replace(/^[A-Z]+(?=:)/, (tracker) => tracker.toLowerCase()),
);

const audience = z.strictObject({
  /** What the mail calls it; by default the audience's name. */
  title: words.optional(),
  to: z.array(address).min(1).max(200),
  /** A team of the goal tree, by id or name. */
  team: words.optional(),
  /** Whose objectives and key results it is about. */
  owner: words.optional(),
  /** `jira:SHOP`, `linear:PAY`. Without team, owner and projects it is about everything. */
  projects: z.array(project).max(50).default([]),
  /** Confidential projects of these groups are in it; others are left out, also where `projects` names them. */
  groups: z.array(words).max(100).default([]),
  weekday: z.enum(weekdays).default('monday'),
  at: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as "09:00"')
    .default('09:00'),
  timeZone: z
    .string()
    .max(100)
    .refine(isTimeZone, 'expected a time zone such as Europe/London')
    .default('UTC'),
  /** How dates and numbers are written. */
  language: z
    .string()
    .max(50)
    .refine(isLanguage, 'expected a language such as en-GB, de or fr-CH')
    .default('en-GB'),
  sections: z
    .array(z.enum(sectionIds))
    .min(1)
    .default([...sectionIds]),
  /** Sends also when nothing happened. */
  sendWhenQuiet: z.boolean().default(false),
  /** When it stays silent: one line a month that says Waymark is still there. */
  stillHere: z.boolean().default(true),
});

export type AudienceSettings = z.infer<typeof audience>;

/** Who gets which digest, and when. It holds for the whole installation. */
export const digestSettings = z
  .strictObject({
    /** The most mails handed over in an hour, all audiences together. */
    perHour: z.int().min(1).max(100_000).default(500),
    /** The roles of people, by their names or account ids as the trackers have them. */
    roles: z.record(words, z.array(words).max(1000)).default({}),
    audiences: z
      .record(
        z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'name it in lower-case letters, digits and hyphens'),
        audience,
      )
      .default({}),
  })
  .prefault({});

export type DigestSettings = z.infer<typeof digestSettings>;

/** One audience as the digest is made for it. */
export interface Audience extends AudienceSettings {
  /** Its key in the settings. */
  readonly name: string;
}

/** Every audience, by name. */
export function audiencesOf({ audiences }: Pick<DigestSettings, 'audiences'>): readonly Audience[] {
  return Object.entries(audiences)
    .map(([name, settings]) => ({ ...settings, name }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

function isLanguage(name: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(name).length > 0;
  } catch {
    return false;
  }
}
