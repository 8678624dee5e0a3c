import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { addJiraFields } from '../../helpers/jira-bench.ts';
import { importGoals, settled } from '../../helpers/okr-service.ts';
import { type Service, startSandbox, startService } from '../../helpers/service.ts';

const goals = `
version: 1
objectives:
  - id: finish
    statement: Shoppers finish what they began
    owner: mara
    period: ${new Date().getUTCFullYear()}
    keyResults:
      - id: carts
        statement: Work on abandoned carts that is done
        start: 0%
        target: 100%
        source: { kind: issues, link: { by: epic, value: SHOP-3 } }
      - id: detours
        statement: Detours in the checkout that are gone
        start: 0%
        target: 100%
        source: { kind: issues, link: { by: linear-project, value: Checkout without detours } }
`;

describe.each(bindings())('an objective whose issues are finished, on $name', ({ create }) => {
  let place: TestPlace;
  let sandbox: Sandbox;
  let service: Service;
  let began: Date;
  const epic = () => sandbox.jira.issue('SHOP-3').fields;
  const project = () => {
    const found = [...sandbox.linear.workspace.projects.values()].find(
      ({ name }) => name === 'Checkout without detours',
    );
    if (!found) throw new Error('the project is gone');
    return found;
  };
  const shownUpdates = () => project().updates.filter(({ archivedAt }) => archivedAt === null);
  const inProject = () =>
    sandbox.linear.issueKeys().filter((key) => sandbox.linear.raw(key).projectId === project().id);
  const calls = () => ({ jira: sandbox.jira.calls.writes, linear: sandbox.linear.calls.writes });

  beforeAll(async () => {
    place = await create();
    sandbox = await startSandbox();
    addJiraFields(sandbox.jira, ['okrProgress', 'okrScore'], () => 'float');
    addJiraFields(sandbox.jira, ['okrStatus', 'keyResult']);
    service = await startService(place, sandbox);
    began = new Date();
    await importGoals(service, goals);
    for (const key of ['SHOP-3', 'SHOP-4', 'SHOP-13', 'SHOP-14'])
      sandbox.jira.editIssue(key, { labels: ['seen'] });
    for (const key of inProject()) sandbox.linear.editIssue(key, { estimate: 1 });
    await settled(service);
  });
  afterAll(async () => {
    await service?.stop();
    await sandbox?.close();
    await place?.drop();
  });

  test('shows on the epic where its key result stands', () => {
    expect(epic()).toMatchObject({
      'OKR progress': '0',
      'OKR score': '0',
      'Key result': 'Work on abandoned carts that is done',
    });
    expect(epic()['OKR status']).toBeDefined();
    expect(shownUpdates()).toHaveLength(1);
  });

  test('moves with them, on the epic, on the cards and in the project’s update', async () => {
    sandbox.jira.transition('SHOP-4', 'Done');
    const [first = '', ...others] = inProject();
    sandbox.linear.transition(first, 'Done');
    await settled(service);
    const { currentStandings } = service.app.okrs;
    const { keyResults } = await currentStandings(new Date().toISOString().slice(0, 10));
    const progress = (id: string) => keyResults.get(id)?.standing.progress ?? Number.NaN;
    expect(progress('carts')).toBeGreaterThan(0);
    expect(epic()['OKR progress']).toBe(String(Math.round(progress('carts') * 100)));
    const [update, ...more] = shownUpdates();
    expect(more).toEqual([]);
    expect(update?.body).toContain('Shoppers finish what they began');
    expect(update?.body).toContain(`${Math.round(progress('detours') * 100)}% of the way`);
    expect(project().health).toBe(update?.health);
    const open = others.find((key) => !['Done', 'Canceled'].includes(sandbox.linear.issue(key).status));
    const card = Object.entries(sandbox.linear.issue(open ?? '').fields).find(([name]) =>
      /Mission/.test(name),
    );
    expect(card?.[1]).toContain('Detours in the checkout that are gone');
  });

  test('is told once: another run writes nothing', async () => {
    const before = calls();
    for (let run = 0; run < 2; run += 1) await service.app.progress.publishProgress('finish');
    await service.app.progress.catchUpProgress();
    await settled(service);
    expect(calls()).toEqual(before);
  });

  test('is not fought over by a review of an issue', async () => {
    const before = epic();
    sandbox.jira.editIssue('SHOP-3', { labels: ['looked-at'] });
    await settled(service);
    expect(epic()).toEqual(before);
  });

  test('is put right on the epic when somebody types over it', async () => {
    const before = epic();
    sandbox.jira.editIssue('SHOP-3', { fields: { 'OKR progress': 99 } });
    await settled(service);
    expect(epic()).toEqual(before);
  });

  test('is taken back by undo, fields and update', async () => {
    const undone = await service.app.undoWrites.run({ since: began }, { dryRun: false });
    expect(undone.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(undone).toContainEqual(expect.objectContaining({ key: 'Checkout without detours', updates: 1 }));
    await settled(service);
    // What a person had typed there comes back, and nothing where there was nothing.
    expect(epic()['OKR progress']).toBe('99');
    expect(epic()['OKR status']).toBeUndefined();
    expect(shownUpdates()).toEqual([]);
    expect(project().health).toBeNull();
  });
});
