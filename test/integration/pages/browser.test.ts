import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { Role } from '../../../src/domain/access.ts';
import { launch, look, openTab } from '../../helpers/browser.ts';
import { type DemoWorld, startDemoWorld } from '../../helpers/demo-world.ts';
import { pageList } from '../../helpers/page-list.ts';

const { chromium } = inject('services');

let world: DemoWorld;
let browser: Browser;

/** A tab of somebody with this role, or of nobody; whatever went wrong in it fails the test. */
async function open(role: Role | null, options: Partial<Parameters<typeof openTab>[1]> = {}) {
  const cookie = role === null ? {} : { cookie: world.sessions[role] };
  const { tab, problems, close } = await openTab(browser, { address: world.address, ...cookie, ...options });
  onTestFinished(async () => {
    await close();
    expect(problems).toEqual([]);
  });
  return tab;
}

const golden = join(import.meta.dirname, '../../golden/pages');
/** Those that the README shows, and how much of them. UPDATE_GOLDEN=1 takes them anew. */
const readmePictures = new Map([
  ['board', { x: 0, y: 0, width: 1280, height: 640 }],
  ['mission', { x: 0, y: 0, width: 1280, height: 800 }],
  ['key-result', { x: 0, y: 0, width: 1280, height: 800 }],
]);

describe.runIf(chromium !== null)('in a browser, on the data of the demo', () => {
  beforeAll(async () => {
    [world, browser] = await Promise.all([startDemoWorld(), launch(chromium ?? '')]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  /** The tracker's own id of an issue is known to the pages alone. */
  async function missionPath(tab: Awaited<ReturnType<typeof open>>, path: string): Promise<string> {
    const key = /\/missions\/jira\/([A-Z]+-\d+)/.exec(path)?.[1];
    if (key === undefined) return path;
    await tab.goto(`/board?search=${key}`);
    const card = tab.locator('.card', { has: tab.getByRole('link', { name: key, exact: true }) });
    const href = (await card.first().locator('.title').getAttribute('href')) ?? '';
    return path.replace(`/missions/jira/${key}`, href);
  }

  test('every page is fit for everybody, in both themes and on every width', async () => {
    const tab = await open('admin');
    const wrong: string[] = [];
    for (const [name, path] of pageList) {
      await tab.goto(await missionPath(tab, path));
      await tab.getByRole('heading', { level: 1 }).waitFor();
      wrong.push(...(await look(tab, name)));
      const picture = process.env.UPDATE_GOLDEN === '1' ? readmePictures.get(name) : undefined;
      if (picture) await tab.screenshot({ path: join(golden, `${name}.png`), clip: picture });
    }
    await tab.setViewportSize({ width: 1920, height: 1080 });
    for (const path of ['/', '/board', '/goals']) {
      await tab.goto(path);
      if (await tab.evaluate('document.documentElement.scrollWidth > window.innerWidth')) wrong.push(path);
    }
    expect(wrong).toEqual([]);
  });

  test('the description of the API shows itself, and answers a call', async () => {
    const tab = await open('admin');
    await tab.goto('/api/docs');
    await tab.getByText('/api/v1/goals', { exact: true }).click();
    await tab.getByRole('button', { name: 'Try it out' }).click();
    await tab.getByRole('button', { name: 'Execute' }).click();
    await tab.locator('.live-responses-table').getByText('"importedBy"').waitFor();
  });

  test('an administrator signs in with the token that was printed, and sees within a minute how things are', async () => {
    const tab = await open(null);
    await tab.goto('/');
    expect(await look(tab, 'login')).toEqual([]);
    await tab.getByLabel('Administrator’s token').fill('not the token');
    await tab.keyboard.press('Enter');
    await tab.getByRole('alert').waitFor();
    await tab.getByLabel('Administrator’s token').fill(world.adminToken);
    await tab.keyboard.press('Enter');
    for (const name of ['The missions', 'Worth rewriting first', 'The key results']) {
      await tab.getByRole('heading', { name }).waitFor();
    }
    await tab.getByRole('link', { name: 'Control room' }).click();
    await tab.getByRole('heading', { name: 'Control room' }).waitFor();
    await tab.getByRole('button', { name: 'Sign out' }).click();
    await tab.getByRole('heading', { name: 'Sign in to Waymark' }).waitFor();
  });

  test('a viewer goes from the board to a mission and up to its goal, and changes nothing', async () => {
    const tab = await open('viewer');
    await tab.goto('/board');
    await tab.locator('summary', { hasText: 'Filter' }).click();
    await tab.getByLabel('Framing').selectOption('recipe');
    await tab.waitForURL(/board\?framing=recipe$/);
    await tab.getByText('that match').waitFor();
    await tab.goto(await missionPath(tab, '/missions/jira/SHOP-4'));
    await tab.getByRole('heading', { name: 'The story' }).waitFor();
    expect(await tab.locator('form[action$="/fields"]').count()).toBe(0);
    await tab.getByRole('link', { name: 'Filled carts that are never paid' }).first().click();
    await tab.getByRole('heading', { name: 'Trend' }).waitFor();
    expect(await tab.getByRole('button', { name: 'Record' }).count()).toBe(0);
    await tab.getByRole('link', { name: 'Shoppers finish what they began' }).click();
    await tab.getByRole('link', { name: /Review document/ }).click();
    await tab.getByRole('heading', { name: /OKR review/ }).waitFor();
    const saved = tab.waitForEvent('download');
    await tab.getByRole('link', { name: 'Save as Markdown' }).click();
    await tab.emulateMedia({ media: 'print' });
    expect(await tab.getByRole('navigation').first().isVisible()).toBe(false);
    expect(await tab.getByRole('heading', { name: /OKR review/ }).isVisible()).toBe(true);
    await tab.emulateMedia({ media: 'screen' });
    expect((await saved).suggestedFilename()).toMatch(/^okr-review-Q\d-\d{4}-checkout\.md$/);
    await tab.goto('/ops');
    await tab.getByRole('heading', { name: 'That is not for you to do' }).waitFor();
  });

  test('an editor checks in, is told beside the field what cannot be read, and asks what if', async () => {
    const tab = await open('editor');
    await tab.goto('/goals');
    await tab.getByRole('link', { name: 'Refunds that are paid within two days' }).click();
    await tab.getByLabel('What happened').fill('Support types nothing twice');
    await tab.getByLabel('Value', { exact: true }).fill('a lot');
    await tab.getByRole('button', { name: 'Record' }).click();
    await tab.getByRole('alert').waitFor();
    expect(await tab.getByLabel('Value', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    expect(await tab.getByLabel('What happened').inputValue()).toBe('Support types nothing twice');
    expect(await look(tab, 'key-result-problem')).toEqual([]);
    await tab.getByLabel('Value', { exact: true }).fill('76%');
    await tab.getByLabel('Confidence to reach it').selectOption('high');
    await tab.getByRole('button', { name: 'Record' }).click();
    await tab.getByRole('status').filter({ hasText: 'Recorded: 76%' }).waitFor();
    await tab
      .getByRole('link', { name: /^Correct/ })
      .first()
      .click();
    await tab.getByRole('heading', { name: 'Correct a check-in' }).waitFor();
    expect(await tab.getByLabel('Value', { exact: true }).inputValue()).toBe('76%');
    await tab.getByLabel('Value', { exact: true }).fill('75%');
    await tab.getByRole('button', { name: 'Record the correction' }).click();
    await tab.locator('s', { hasText: '76%' }).waitFor();
    await tab.getByLabel('… the weekly gain were').fill('2');
    await tab.getByRole('button', { name: 'Ask' }).click();
    await tab.getByRole('rowheader', { name: 'Then' }).waitFor();
    expect(new URL(tab.url()).search).toContain('gain=2');
  });

  test('an editor fills in on the board what is missing, and whoever looks on sees it without asking', async () => {
    const watcher = await open('viewer');
    await watcher.goto('/board?search=SHOP-1');
    await watcher.getByText('live', { exact: true }).waitFor();
    const tab = await open('editor');
    await tab.goto('/board?search=SHOP-1');
    const card = tab.locator('.card', { has: tab.getByRole('link', { name: 'SHOP-1', exact: true }) });
    await card.getByRole('link', { name: /^Fill in/ }).click();
    await card.getByLabel('Due').selectOption('month');
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByText(/^(?:sent|kept by Waymark)$/).waitFor();
    await card.getByText('this month').waitFor();
    const seen = watcher.locator('.card', {
      has: watcher.getByRole('link', { name: 'SHOP-1', exact: true }),
    });
    await seen.getByText('this month').waitFor();
  });

  test('an editor dismisses a finding, says why, and can bring it back', async () => {
    const tab = await open('editor');
    await tab.goto(await missionPath(tab, '/missions/jira/SHOP-1'));
    const dismiss = tab.locator('details', { has: tab.locator('#dismiss-missing-outcome-reason') });
    await dismiss.locator('summary').click();
    await dismiss.getByLabel('Why?').selectOption('wontfix');
    await dismiss.getByLabel('In your words').fill('We only try it out');
    await dismiss.getByRole('button', { name: 'Dismiss' }).click();
    await tab.getByRole('heading', { name: 'Dismissed' }).waitFor();
    await tab.getByText('We only try it out').first().waitFor();
    await tab.getByRole('button', { name: /^Bring it back/ }).click();
    await dismiss.locator('summary').waitFor();
  });

  test('an administrator replays a delivery, asks the doctor, and makes a token that is shown once', async () => {
    const tab = await open('admin');
    await tab.goto('/ops/deliveries');
    await tab
      .getByRole('button', { name: /^Replay/ })
      .first()
      .click();
    await tab.getByRole('status').first().waitFor();
    await tab.goto('/ops/doctor');
    await tab.getByRole('button', { name: 'Ask the doctor' }).click();
    await tab.getByRole('cell', { name: 'Store' }).waitFor();
    await tab.goto('/access');
    await tab.locator('summary', { hasText: 'Make a token' }).click();
    await tab.getByLabel(/^Name/).fill('Grafana');
    await tab.getByRole('button', { name: 'Make the token' }).click();
    await tab.getByText('It is shown this once').waitFor();
    expect(await look(tab, 'access-token')).toEqual([]);
    await tab.goto('/access');
    expect(await tab.getByText('It is shown this once').count()).toBe(0);
    await tab.getByText('Grafana').first().waitFor();
  });

  test('works by keyboard alone: a way past the head, a focus that is seen, and no trap', async () => {
    const tab = await open('viewer');
    for (const path of ['/', '/board', '/goals', '/goals/unpaid-carts']) {
      await tab.goto(path);
      await tab.keyboard.press('Tab');
      await tab.keyboard.press('Enter');
      expect(await tab.evaluate('document.activeElement.id'), path).toBe('content');
      const seen = new Set<string>();
      for (let press = 0; press < 25; press += 1) {
        await tab.keyboard.press('Tab');
        const [where, outline] = (await tab.evaluate(`(() => {
          const at = document.activeElement;
          const all = [...document.querySelectorAll('*')];
          return [String(all.indexOf(at)), at === document.body ? 'left' : getComputedStyle(at).outlineStyle];
        })()`)) as [string, string];
        if (outline === 'left') break;
        expect(outline, `${path}: the focus is seen`).not.toBe('none');
        expect(seen, `${path}: the focus goes on`).not.toContain(where);
        seen.add(where);
      }
    }
  });

  test('tells moments in the reader’s time zone, and without a script in UTC, and says so', async () => {
    const moment = '.top ~ main time[datetime*="T"]';
    const tokyo = await open('viewer', { timezoneId: 'Asia/Tokyo' });
    const path = await missionPath(tokyo, '/missions/jira/SHOP-1');
    await tokyo.goto(path);
    const time = tokyo.locator(moment).first();
    const at = (await time.getAttribute('datetime')) ?? '';
    const full = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Tokyo' } as const;
    expect(await time.textContent()).toBe(new Intl.DateTimeFormat('en-GB', full).format(new Date(at)));
    const plain = await open('viewer', { javaScriptEnabled: false });
    await plain.goto(path);
    expect(await plain.locator(moment).first().textContent()).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
  });

  // After all that reads the newest check-in: a day in the furthest east may be ahead of the others.
  test.each([
    ['the furthest east', { timezoneId: 'Pacific/Kiritimati' }, 14, 'A day in Pacific/Kiritimati.'],
    ['the furthest west', { timezoneId: 'Etc/GMT+12' }, -12, 'A day in Etc/GMT+12.'],
    ['with scripts off', { timezoneId: 'Pacific/Kiritimati', javaScriptEnabled: false }, 0, 'A day in UTC.'],
  ])(
    'a check-in begins with the day it is for a reader %s, and takes it',
    async (_, options, hours, hint) => {
      const tab = await open('editor', options);
      const day = () => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10);
      const before = day();
      await tab.goto('/goals');
      const name = 'Refunds that are paid within two days';
      await tab.goto((await tab.getByRole('link', { name }).first().getAttribute('href')) ?? '');
      const shown = await tab.getByLabel('As of').inputValue();
      expect([before, day()]).toContain(shown);
      expect(await tab.locator('#day-hint').textContent()).toBe(hint);
      await tab.getByLabel('Value', { exact: true }).fill('70%');
      await tab.getByRole('button', { name: 'Record' }).click();
      await tab
        .getByRole('status')
        .filter({ hasText: `Recorded: 70% as of ${shown}` })
        .waitFor();
    },
  );
});
