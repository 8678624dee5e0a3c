import type { ProcessReport, Subscriber } from '../domain/ports.ts';
import type { Json, Texts, Time } from './column-types.ts';

export interface SubscribersTable {
  id: string;
  name: string;
  url: string;
  topics: string;
  groups: Texts;
  sealed_secret: string;
  position: number;
  state: Subscriber['state'];
  because: string | null;
  created_by: string;
  created_at: Time;
  failures: number;
  failing_since: Time | null;
  waited_ms: number;
  next_try_at: Time | null;
  problem: string | null;
  taken_at: Time | null;
}

export interface SubscriberTables {
  subscribers: SubscribersTable;
  subscriber_keys: { name: string; key: string };
  process_reports: { process: string; at: Time; report: Json<ProcessReport> };
}
