import type { WrittenGoals } from '../../src/domain/okr/written.ts';
import type { Clock, GoalQueue, MovedGoals } from '../../src/domain/ports.ts';
import { createFindGoals } from '../../src/workflows/find-goals.ts';
import { createRecordMeasured } from '../../src/workflows/record-measured.ts';
import { createFakeEventLog } from './fakes/event-log.ts';
import {
  createFakeCheckIns,
  createFakeGoalQueue,
  createFakeGoalStore,
  createFakeIssueFacts,
  createFakePublishedStandings,
} from './fakes/okr.ts';
import { createFakeSourceLooks } from './fakes/source-looks.ts';
import { someGoals } from './okr.ts';
import { createRecordedLog } from './recorded-log.ts';

/** Goals on fakes, with a clock that a test turns. */
export async function createOkrDesk(written: WrittenGoals, start = '2026-11-02T09:00:00.000Z') {
  let now = Date.parse(start);
  const clock: Clock = { now: () => new Date(now) };
  const events = createFakeEventLog();
  const goals = createFakeGoalStore(events);
  const checkIns = createFakeCheckIns(events);
  const measures: GoalQueue & { readonly requested: string[] } = createFakeGoalQueue();
  const movedIds: string[] = [];
  const moved: MovedGoals = { moved: async (ids) => void movedIds.push(...ids) };
  let version = 0;
  const importGoals = async (more: WrittenGoals) => {
    await goals.put(
      { goals: someGoals(more), basedOn: version, by: 'ada', at: clock.now().toISOString() },
      [],
    );
    version += 1;
  };
  await importGoals(written);
  return {
    clock,
    events,
    goals,
    importGoals,
    checkIns,
    measures,
    moved,
    movedIds,
    facts: createFakeIssueFacts(),
    published: createFakePublishedStandings(events),
    looks: createFakeSourceLooks(),
    findGoals: createFindGoals({ goals }),
    recordMeasured: createRecordMeasured({ checkIns, settings: { stepPercent: 5 }, clock }),
    log: createRecordedLog(),
    wait: (ms: number) => {
      now += ms;
    },
    async valuesOf(keyResult: string) {
      const rows = (await checkIns.of([keyResult])).get(keyResult) ?? [];
      return rows.map(({ value, source }) => `${value.text} ${source}`);
    },
  };
}

export const hour = 3_600_000;
