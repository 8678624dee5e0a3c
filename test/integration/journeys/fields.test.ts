import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { hypothesis } from '../../helpers/desk.ts';
import { addJiraFields, jiraNameOf } from '../../helpers/jira-bench.ts';
import { editIssue, openIssue } from '../../helpers/people.ts';
import { commentsOf, type Service, startSandbox, startService } from '../../helpers/service.ts';

const framing = jiraNameOf('framing');

describe.each(bindings())('the fields of an issue in Jira on $name', ({ create }) => {
  let place: TestPlace;
  let sandbox: Sandbox;
  let service: Service;
  let key: string;
  let id: string;
  let since: Date;
  const shown = () => sandbox.jira.issue(key).fields[framing] ?? null;
  const read = async () =>
    (await service.app.reviews.find({ tracker: 'jira', id }))?.assessment.reading.framing;
  const writes = () => service.app.writes.list({ ref: { tracker: 'jira', id }, limit: 100 });

  beforeAll(async () => {
    place = await create();
    sandbox = await startSandbox();
    addJiraFields(sandbox.jira, ['framing']);
    service = await startService(place, sandbox);
    since = new Date();
    ({ key, id } = openIssue(sandbox, 'jira'));
    await service.quiet();
  });
  afterAll(async () => {
    await service?.stop();
    await sandbox?.close();
    await place?.drop();
  });

  test('say how the story is framed, with one write beside the comment', async () => {
    expect(shown()).toBe(await read());
    expect((await writes()).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'comment written',
      'field written',
    ]);
  });

  test('come back as a webhook that asks for no look', async () => {
    const deliveries = await service.app.deliveries.list({ issueKey: key, limit: 10 });
    expect(deliveries).toContainEqual(
      expect.objectContaining({ status: 'ignored', reason: 'what Waymark wrote itself' }),
    );
  });

  test('follow the text', async () => {
    editIssue(sandbox, 'jira', key, { title: 'Bookmark items', description: hypothesis });
    await service.quiet();
    expect(shown()).toBe('hypothesis');
  });

  test('that a person has changed are put right again, for the framing is Waymark’s own', async () => {
    sandbox.jira.editIssue(key, { fields: { [framing]: { value: 'recipe' } } });
    await service.quiet();
    expect(shown()).toBe('hypothesis');
  });

  test('get back what they had when everything is undone, and stay so', async () => {
    const [undone] = await service.app.undoWrites.run({ since, project: 'SHOP' }, { dryRun: false });
    expect(undone).toMatchObject({ key, outcome: 'done', comment: true });
    await service.quiet();
    // What the person had put there in between, not the emptiness before it.
    expect(shown()).toBe('recipe');
    expect(commentsOf(sandbox, 'jira', key)).toEqual([]);
    expect((await writes()).every(({ state }) => state === 'undone')).toBe(true);
  });
});
