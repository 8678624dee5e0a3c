import type { EventLog, FieldRefusal, FieldRefusals } from '../../../src/domain/ports.ts';
import { createFakeEventLog } from './event-log.ts';

type Place = Pick<FieldRefusal, 'tracker' | 'project' | 'typeName' | 'field' | 'option'>;

/** What trackers refused, in memory. */
export function createFakeFieldRefusals(events: EventLog = createFakeEventLog()): FieldRefusals {
  const rows = new Map<string, FieldRefusal>();
  const key = ({ tracker, project, typeName, field, option }: Place) =>
    JSON.stringify([tracker, project, typeName, field, option]);
  return {
    async put(refusals, withEvents) {
      for (const refusal of refusals) rows.set(key(refusal), structuredClone(refusal));
      await events.append(withEvents);
    },
    async list({ tracker, project, limit }) {
      return [...rows.values()]
        .filter((row) => tracker === undefined || row.tracker === tracker)
        .filter((row) => project === undefined || row.project === project)
        .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
        .slice(0, limit);
    },
    async clear(place) {
      rows.delete(key(place));
    },
  };
}
