import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { factsOf } from '../../../src/domain/okr/issue-links.ts';
import type { Tracker } from '../../../src/domain/ports.ts';
import { defaultAllSettings } from '../../../src/domain/settings.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { createCheckIns } from '../../../src/store/check-ins.ts';
import type { Database } from '../../../src/store/database.ts';
import { createFieldRefusals } from '../../../src/store/field-refusals.ts';
import { createGoalStore } from '../../../src/store/goals.ts';
import { createIssueFacts } from '../../../src/store/issue-facts.ts';
import { createPublishedStandings } from '../../../src/store/published-standings.ts';
import { createSourceLooks } from '../../../src/store/source-looks.ts';
import { createWishes } from '../../../src/store/wishes.ts';
import { createWriteLog } from '../../../src/store/write-log.ts';
import { createJiraTracker } from '../../../src/trackers/jira/index.ts';
import { createCurrentStandings } from '../../../src/workflows/current-standings.ts';
import { createRefusalDesk } from '../../../src/workflows/field-refusals.ts';
import { createFindGoals } from '../../../src/workflows/find-goals.ts';
import { createProgressDesk } from '../../../src/workflows/progress-desk.ts';
import { createRecordCheckIn } from '../../../src/workflows/record-check-in.ts';
import { createRecordMeasured } from '../../../src/workflows/record-measured.ts';
import { createWriteGate } from '../../../src/workflows/write-gate.ts';
import { openScratchDatabase } from '../../helpers/databases.ts';
import { createFakeGoalQueue } from '../../helpers/fakes/okr.ts';
import { addJiraFields, jiraConfig } from '../../helpers/jira-bench.ts';
import { someGoals } from '../../helpers/okr.ts';
import { silentLog } from '../../helpers/silent-log.ts';

const many = 5_000;
const bulkEdit = 'POST /rest/api/3/bulk/issues/fields';
const oneEdit = 'PUT /rest/api/3/issue/:issueIdOrKey';

class Death extends Error {}

describe('one key result that thousands of issues serve', () => {
  let sandbox: Sandbox;
  let database: Database;
  let ids: string[];

  beforeEach(async () => {
    sandbox = await createSandbox({ backlog: 'empty' });
    database = await openScratchDatabase();
    const { jira } = sandbox;
    addJiraFields(jira, ['okrProgress', 'okrScore'], () => 'float');
    addJiraFields(jira, ['okrStatus', 'keyResult']);
    ids = Array.from({ length: many }, (_, index) => {
      return jira.createIssue({ project: 'SHOP', summary: `Story ${index}`, labels: ['speed'] }).id;
    });
  });
  afterEach(async () => {
    await database?.close();
    await sandbox?.close();
  });

  /** The telling of progress as a process would start it; `tracker` may be one that dies. */
  function start(tracker: Tracker) {
    const clock = { now: () => new Date() };
    const log = silentLog();
    const settings = defaultAllSettings;
    const goals = createGoalStore(database);
    const checkIns = createCheckIns(database);
    const facts = createIssueFacts(database);
    const writes = createWriteLog(database);
    const findGoals = createFindGoals({ goals });
    const queue = createFakeGoalQueue();
    const moved = { moved: async () => {} };
    const desk = createProgressDesk({
      okrs: {
        findGoals,
        currentStandings: createCurrentStandings({ findGoals, checkIns, facts }),
        recordMeasured: createRecordMeasured({ checkIns, settings: settings.everywhere.okr, clock }),
      },
      ...{ checkIns, facts, writes, settings, clock, log, moved, measures: queue, progress: queue },
      published: createPublishedStandings(database),
      looks: createSourceLooks(database),
      numbers: { read: async () => ({ ok: false, message: 'there is none' }) },
      trackers: new Map([['jira', tracker]]),
      gate: createWriteGate({ writes, settings, clock, log }),
      refusals: createRefusalDesk({ refusals: createFieldRefusals(database), clock, log }),
      wishes: createWishes(database),
      reviews: { request: async () => {} },
      limits: () => [],
      depth: async () => 0,
      sleep: async () => {},
      signal: new AbortController().signal,
    });
    return {
      ...desk,
      writes,
      goals,
      facts,
      recordCheckIn: createRecordCheckIn({ findGoals, checkIns, moved, clock }),
    };
  }

  const jiraTracker = () => createJiraTracker(jiraConfig(sandbox.jira), { wait: async () => {} });
  const link = async (service: ReturnType<typeof start>) => {
    const today = new Date();
    const goals = someGoals({
      objectives: [
        {
          id: 'fast',
          statement: 'Shoppers never wait for a page',
          period: String(today.getUTCFullYear()),
          keyResults: [
            {
              id: 'load',
              statement: 'Pages that load in time',
              start: '0%',
              target: '100%',
              work: { by: 'label', value: 'speed' },
            },
          ],
        },
      ],
    });
    await service.goals.put({ goals, basedOn: 0, by: 'ada', at: today.toISOString() }, []);
    for (const id of ids) {
      const fetched = sandbox.jira.raw(id);
      const ref = { tracker: 'jira', id } as const;
      const status = { name: 'To Do', category: 'todo' } as const;
      const issue = { ref, key: fetched.key, url: '', title: fetched.key, status };
      const seen = { labels: [{ name: 'speed' }], customFields: [], estimate: null, parent: null };
      await service.facts.put({
        issue: { ...issue, startedOn: null, doneOn: null },
        project: 'SHOP',
        // Nothing else of the issue counts for its links.
        facts: factsOf({ ...seen, ...issue } as unknown as Parameters<typeof factsOf>[0]),
        startedMission: null,
        updatedAt: today.toISOString(),
      });
    }
  };
  const progressOf = () =>
    ids.map((id) => sandbox.jira.issue(sandbox.jira.raw(id).key).fields['OKR progress']);

  test('is told in edits of a thousand, once', { timeout: 240_000 }, async () => {
    const service = start(jiraTracker());
    await link(service);
    await service.recordCheckIn({ keyResult: 'load', words: '40%', by: 'ada' });
    sandbox.jira.calls.reset();
    expect(await service.publishProgress('fast')).toMatchObject({
      told: ['fast', 'load'],
      issues: { written: many, refused: 0, isWhole: true },
    });
    expect(new Set(progressOf())).toEqual(new Set(['40']));
    const first = sandbox.jira.calls.counts();
    expect(first[bulkEdit]).toBe(5);
    expect(first[oneEdit]).toBeUndefined();
    // Fifty reads of a hundred; the tasks are looked at until they are done.
    expect(sandbox.jira.calls.total).toBeLessThanOrEqual(150);

    sandbox.jira.calls.reset();
    expect(await service.publishProgress('fast')).toMatchObject({ told: [], issues: null });
    await service.recordCheckIn({ keyResult: 'load', words: '42%', by: 'ada' });
    expect(await service.publishProgress('fast')).toMatchObject({ told: [] });
    expect(sandbox.jira.calls.total).toBe(0);
  });

  test('goes on where a dead process stopped, and tells nobody twice', { timeout: 240_000 }, async () => {
    ids = ids.slice(0, 2_500);
    const whole = jiraTracker();
    let edits = 0;
    const dying: Tracker = {
      ...whole,
      writeFieldOfMany: async (some, ...changes) => {
        const left = (await whole.writeFieldOfMany?.(some, ...changes)) ?? [];
        edits += 1;
        // The edit is made, and nobody is left to take it down.
        if (edits === 2) throw new Death();
        return left;
      },
    };
    const first = start(dying);
    await link(first);
    await first.recordCheckIn({ keyResult: 'load', words: '40%', by: 'ada' });
    sandbox.jira.calls.reset();
    await expect(first.publishProgress('fast')).rejects.toThrow(Death);
    expect(sandbox.jira.calls.counts()[bulkEdit]).toBe(2);

    sandbox.jira.calls.reset();
    const second = start(jiraTracker());
    // 2,000 are written, of which one thousand has to be looked at again.
    expect(await second.publishProgress('fast')).toMatchObject({ issues: { written: 500, isWhole: true } });
    expect(sandbox.jira.calls.counts()[bulkEdit]).toBe(1);
    expect(sandbox.jira.calls.counts()['POST /rest/api/3/issue/bulkfetch']).toBeLessThanOrEqual(30);
    expect(new Set(progressOf())).toEqual(new Set(['40']));
    const log = await second.writes.list({ tracker: 'jira', limit: 30_000 });
    expect(log.filter(({ field, state }) => field === 'okrProgress' && state === 'written')).toHaveLength(
      ids.length,
    );
    expect(log.filter(({ state }) => state !== 'written')).toEqual([]);
  });
});
