import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { type KillPoint, type ServiceProcess, startProcess } from '../../helpers/dying.ts';
import { addJiraFields, jiraNameOf } from '../../helpers/jira-bench.ts';
import { type PageVisitor, signInAt } from '../../helpers/page-visitor.ts';
import { openIssue } from '../../helpers/people.ts';
import { pointWebhooks, startSandbox } from '../../helpers/service.ts';

const persona = jiraNameOf('persona');
const settling = 'update "waymark"."edits" set "state" = $1, "reason"';

/** Steps on the way of an edit from the form into the tracker, in their order. */
const steps: readonly (readonly [name: string, point: KillPoint | 'before the call' | 'after the call'])[] = [
  ['the edit is on record', { at: 'commit', sql: 'insert into "waymark"."edits"', when: 'after' }],
  ['its turn is asked for', { at: 'queue-add', when: 'before' }],
  ['its turn has been asked for', { at: 'queue-add', when: 'after' }],
  ['the write is intended', { at: 'commit', sql: 'insert into "waymark"."writes"', when: 'after' }],
  ['the tracker is called', 'before the call'],
  ['the tracker has done it', 'after the call'],
  [
    'the write is on record',
    { at: 'commit', sql: `set "state" = $1, "reason" = $2 where "seq"`, when: 'after' },
  ],
  ['what became of it is put on record', { at: 'commit', sql: settling, when: 'before' }],
  ['what became of it is on record', { at: 'commit', sql: settling, when: 'after' }],
];

/** On the quickest of the real parts: what an edit adds are statements, and those are the same everywhere. */
const binding = bindings().find(({ name }) => name !== 'PGlite') ?? bindings()[0];

describe('an edit on a page, when the process is killed', () => {
  let place: TestPlace;
  let sandbox: Sandbox;
  let service: ServiceProcess;
  let visitor: PageVisitor;

  beforeAll(async () => {
    if (!binding) throw new Error('there is no store');
    place = await binding.create();
    sandbox = await startSandbox({ backlog: 'empty' });
    addJiraFields(sandbox.jira, ['persona']);
    service = await startProcess(place, sandbox);
    pointWebhooks(sandbox, service.address);
    visitor = await signInAt(service.address);
  });
  afterAll(async () => {
    await service?.kill();
    await sandbox?.close();
    await place?.drop();
  });

  test.each(steps)('as %s, is done once and said so', async (_, point) => {
    const { key, id } = openIssue(sandbox, 'jira');
    await service.quiet(sandbox);
    const dying = service;
    const edit = () =>
      visitor
        .submit(`/missions/jira/${id}`, `/missions/jira/${id}/fields`, { 'set-persona': 'returning shopper' })
        .catch(() => null);
    const { faults, calls } = sandbox.jira;
    let written = 0;
    const forget = calls.onCall(({ method, body, fault, status }) => {
      const isEdit = method === 'PUT' && JSON.stringify(body ?? '').includes('returning shopper');
      if (isEdit && (status === 204 || fault === 'apply-then-drop')) written += 1;
      if (fault !== undefined) process.kill(dying.pid, 'SIGKILL');
    });
    if (typeof point === 'string') {
      const kind = point === 'before the call' ? 'hang' : 'apply-then-drop';
      faults.plan({ fault: { kind }, match: { method: 'PUT', path: /\/issue\/[^/]+$/ } });
    } else await dying.arm(point);
    await edit();
    await dying.ended;
    service = await startProcess(place, sandbox, { port: Number(new URL(dying.address).port) });
    await service.quiet(sandbox);
    forget();

    expect(sandbox.jira.issue(key).fields[persona]).toBe('returning shopper');
    expect(written).toBe(1);
    const { body } = await visitor.get(`/missions/jira/${id}`);
    expect(body).toMatch(/<span class="chip done">sent<\/span>/);
    expect((await service.review({ tracker: 'jira', id }))?.assessment.mission.persona?.value).toBe(
      'returning shopper',
    );
  });
});
