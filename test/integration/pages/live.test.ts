import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { Role } from '../../../src/domain/access.ts';
import type { Issue } from '../../../src/domain/issue.ts';
import { launch, look, openTab } from '../../helpers/browser.ts';
import { now, openPages, shopIssues } from '../../helpers/pages.ts';

const { chromium } = inject('services');

describe.runIf(chromium !== null)('a page that keeps itself up to date', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(chromium ?? '');
  }, 60_000);
  afterAll(() => browser?.close());

  async function open(role: Role, options: { hasScripts?: boolean } = {}) {
    const pages = await openPages();
    const issues = shopIssues();
    for (const issue of issues) await pages.read(issue);
    const address = await pages.server.listen({ host: '127.0.0.1', port: 0 });
    const [name = '', value = ''] = (await pages.signIn(role)).split('=');
    const cookie = { name, value };
    const javaScriptEnabled = options.hasScripts ?? true;
    const { tab, problems, close } = await openTab(browser, { address, cookie, javaScriptEnabled });
    onTestFinished(async () => {
      await close();
      expect(problems).toEqual([]);
    });
    const [first] = issues.filter(({ status }) => status.category === 'todo');
    if (!first) throw new Error('nothing to do in the shop');
    return { ...pages, tab, issues, first };
  }

  const cardOf = (tab: Page, { ref }: Pick<Issue, 'ref'>) => tab.locator(`[data-card="jira:${ref.id}"]`);
  const moved = (issue: Issue): Issue => ({
    ...issue,
    status: { name: 'Done', category: 'done' },
    updatedAt: new Date(now.getTime() + 60_000).toISOString(),
  });

  test('the board moves a card, counts anew and says so, and leaves the focus where it is', async () => {
    const { tab, read, first, issues } = await open('viewer');
    await tab.goto('/board');
    await tab.getByText('live', { exact: true }).waitFor();
    const other = issues.find(({ ref }) => ref.id !== first.ref.id);
    if (!other) throw new Error('one issue only');
    await cardOf(tab, other).locator('.title').focus();
    const celebrated = tab.locator('.column', { has: tab.locator('h2#celebrated') });
    const before = Number(await celebrated.locator('h2 .chip').textContent());
    await read(moved(first));
    await celebrated.locator(`[data-card="jira:${first.ref.id}"]`).waitFor();
    expect(await celebrated.locator('h2 .chip').textContent()).toBe(String(before + 1));
    await tab
      .getByRole('status')
      .filter({ hasText: `${first.key} is now celebrated` })
      .waitFor();
    expect(await cardOf(tab, first).count()).toBe(1);
    const focused = `document.activeElement.closest('[data-card]')?.dataset.card`;
    expect(await tab.evaluate(focused)).toBe(`jira:${other.ref.id}`);
    expect(await look(tab, 'board-live')).toEqual([]);
  });

  test('a new mission appears, and one that is gone goes', async () => {
    const { tab, read, first, reviews } = await open('viewer');
    await tab.goto('/board');
    await tab.getByText('live', { exact: true }).waitFor();
    await read({ ...first, ref: { tracker: 'jira', id: '99999' }, key: 'SHOP-999', title: 'Something new' });
    await tab.locator('[data-card="jira:99999"]').waitFor();
    await tab.getByRole('status').filter({ hasText: 'SHOP-999 is new here' }).waitFor();
    await reviews.markGone(first.ref, now, [
      {
        topic: 'issue.gone',
        subject: `jira:${first.ref.id}`,
        data: {},
        actor: 'waymark',
        at: now.toISOString(),
      },
    ]);
    await cardOf(tab, first).waitFor({ state: 'detached' });
  });

  test('what somebody is filling in stays while the rest moves on', async () => {
    const { tab, read, first, issues } = await open('editor');
    await tab.goto('/board');
    await tab.getByText('live', { exact: true }).waitFor();
    const edited = issues.find(({ status, ref }) => status.category === 'todo' && ref.id !== first.ref.id);
    if (!edited) throw new Error('nothing to edit');
    await cardOf(tab, edited)
      .getByRole('link', { name: /Fill in/ })
      .click();
    await cardOf(tab, edited).locator('form.edit').waitFor();
    await read(moved(first));
    await tab
      .getByRole('status')
      .filter({ hasText: `${first.key} is now celebrated` })
      .waitFor();
    expect(await cardOf(tab, edited).locator('form.edit').count()).toBe(1);
  });

  test('a hidden tab keeps no connection, and looks again when it is shown', async () => {
    const { tab, server, read, first } = await open('viewer');
    await tab.goto('/board');
    await tab.getByText('live', { exact: true }).waitFor();
    const show = (state: 'hidden' | 'visible') =>
      tab.evaluate(
        `Object.defineProperty(document, 'hidden', { configurable: true, value: ${state === 'hidden'} });
         document.dispatchEvent(new Event('visibilitychange'));`,
      );
    await show('hidden');
    await expect.poll(() => server.openStreams()).toBe(0);
    await read(moved(first));
    await show('visible');
    await tab
      .getByRole('status')
      .filter({ hasText: `${first.key} is now celebrated` })
      .waitFor();
    await expect.poll(() => server.openStreams()).toBe(1);
  });

  test('without scripts the board is as it was when it was asked for', async () => {
    const { tab, read, first } = await open('viewer', { hasScripts: false });
    await tab.goto('/board');
    expect(await tab.locator('[data-live]').isVisible()).toBe(false);
    await read(moved(first));
    await tab.reload();
    await tab
      .locator('.column', { has: tab.locator('h2#celebrated') })
      .locator(`[data-card="jira:${first.ref.id}"]`)
      .waitFor();
  });

  test('the control room shows what changes, and the doctor’s findings as they come', async () => {
    const { tab, ops, server } = await open('admin');
    await tab.goto('/ops');
    await tab.getByText('live', { exact: true }).waitFor();
    expect(server.openStreams()).toBe(1);
    const added = await ops.subscriberDesk.add(
      { name: 'the warehouse', url: 'https://warehouse.example/hook', topics: 'okr.*' },
      { who: 'ada', from: null },
    );
    await tab.getByText('1 subscriber', { exact: true }).waitFor();
    if (added.outcome !== 'added') throw new Error(added.message);
    await tab.goto('/ops/doctor');
    await tab.getByRole('button', { name: 'Ask the doctor' }).click();
    await tab.getByText('1 thing failed').waitFor();
    await tab.goto('/ops/subscribers');
    await tab.getByRole('button', { name: /Test/ }).click();
    await tab.getByRole('status').filter({ hasText: 'took the test message' }).waitFor();
    expect(await look(tab, 'ops-subscriber')).toEqual([]);
  });
});
