import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { Role } from '../../../src/domain/access.ts';
import { launch, look, openTab } from '../../helpers/browser.ts';
import { type DemoWorld, startDemoWorld } from '../../helpers/demo-world.ts';

const { chromium } = inject('services');

describe.runIf(chromium !== null)('in a browser, on the data of the demo', () => {
  let world: DemoWorld;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startDemoWorld(), launch(chromium ?? '')]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  async function open(role: Role, options: Partial<Parameters<typeof openTab>[1]> = {}) {
    const { address, sessions } = world;
    const { tab, problems, close } = await openTab(browser, { address, cookie: sessions[role], ...options });
    onTestFinished(async () => {
      await close();
      expect(problems).toEqual([]);
    });
    return tab;
  }
  const cardOf = (tab: Page, key: string) =>
    tab.locator('.card', { has: tab.getByRole('link', { name: key, exact: true }) });

  test('an editor fills in on the card what is missing, and sees it sent without loading the page anew', async () => {
    const tab = await open('editor');
    await tab.goto('/board?search=APP-12');
    await tab.evaluate('window.isSamePage = true');
    const card = cardOf(tab, 'APP-12');
    await card.getByRole('link', { name: /^Fill in/ }).click();
    await card.getByRole('button', { name: 'Save' }).waitFor();
    expect(await look(tab, 'card-edit')).toEqual([]);
    await tab.keyboard.press('Escape');
    expect(await card.getByRole('button', { name: 'Save' }).count()).toBe(0);
    await card.getByRole('link', { name: /^Fill in/ }).press('Enter');
    await card.getByLabel('Priority').selectOption('this week');
    await card.getByLabel('Persona').fill('returning shopper');
    await card.getByRole('button', { name: 'Save' }).click();
    await card
      .getByText(/sending|sent/)
      .first()
      .waitFor();
    await card.getByText('sent', { exact: true }).first().waitFor({ timeout: 30_000 });
    await card.locator('dd', { hasText: 'this week' }).waitFor();
    await card.locator('dd', { hasText: 'returning shopper' }).waitFor();
    expect(await tab.evaluate('window.isSamePage')).toBe(true);
    expect(await look(tab, 'card-sent')).toEqual([]);
    await card.locator('.title').click();
    await tab.getByRole('heading', { name: 'The mission' }).waitFor();
    await tab.getByText('edit settled').first().waitFor();
  });

  test('an editor dismisses a finding, brings it back, and says what became of the mission', async () => {
    const tab = await open('editor');
    await tab.goto('/board?search=SHOP-1');
    await cardOf(tab, 'SHOP-1').locator('.title').click();
    const findings = tab.locator('section[aria-labelledby="findings"]');
    await findings.getByText('Dismiss “a recipe”').click();
    await findings.getByLabel('In your words, if you like').first().fill('The button is the need');
    await findings.getByRole('button', { name: 'Dismiss' }).first().click();
    await findings.getByRole('heading', { name: 'Dismissed' }).waitFor({ timeout: 30_000 });
    expect(await look(tab, 'mission-dismissed')).toEqual([]);
    await findings.getByRole('button', { name: /^Bring it back/ }).click();
    await findings.getByText('Dismiss “a recipe”').waitFor({ timeout: 30_000 });
    const outcome = tab.locator('section[aria-labelledby="outcome"]');
    await outcome.getByText('Say what became of it').click();
    await outcome.getByLabel('The expected outcome is').selectOption('partly');
    await outcome.getByLabel('What has changed, and how you know').fill('Half of them come back');
    await outcome.getByRole('button', { name: 'Save' }).click();
    await outcome.locator('.chip', { hasText: 'partly reached' }).waitFor();
  });

  test('the same forms work without a script', async () => {
    const tab = await open('editor', { javaScriptEnabled: false });
    await tab.goto('/board?search=SHOP-2');
    await cardOf(tab, 'SHOP-2')
      .getByRole('link', { name: /^Fill in/ })
      .click();
    await tab.getByRole('heading', { name: 'Fill in what is missing' }).waitFor();
    await tab.getByLabel('Build, test, iterate').selectOption('yes');
    await tab.getByRole('button', { name: 'Save' }).click();
    await tab.waitForURL(/\/board\?search=SHOP-2#card-/);
    await cardOf(tab, 'SHOP-2').getByText('Build, test, iterate: yes').waitFor();
  });

  test('arrows go from card to card, and a slash to the search', async () => {
    const tab = await open('viewer');
    await tab.goto('/board');
    const at = () =>
      tab.evaluate('document.activeElement.closest(".column")?.getAttribute("aria-labelledby")');
    await tab.locator('.column').first().locator('.title').first().focus();
    expect(await at()).toBe('spotted');
    await tab.keyboard.press('ArrowDown');
    const second = await tab.locator('.column').first().locator('.title').nth(1).textContent();
    expect(await tab.evaluate('document.activeElement.textContent')).toBe(second);
    await tab.keyboard.press('ArrowRight');
    expect(await at()).toBe('defined');
    await tab.keyboard.press('/');
    expect(await tab.evaluate('document.activeElement.id')).toBe('search');
  });

  test('a viewer asks the audit about a team, and takes it to the retrospective as a file', async () => {
    const tab = await open('viewer');
    await tab.goto('/board');
    await tab.getByRole('link', { name: 'Audit', exact: true }).click();
    await tab.getByRole('heading', { name: 'Recipes or problems?' }).waitFor();
    expect(await look(tab, 'audit-all')).toEqual([]);
    await tab.getByText('A rewrite to start from').first().click();
    await tab.getByRole('button', { name: 'Copy' }).first().waitFor();
    for (const [name, ending] of [
      ['Markdown', /^audit-Q\d-\d{4}\.md$/],
      ['CSV', /^audit-Q\d-\d{4}\.csv$/],
    ] as const) {
      const saved = tab.waitForEvent('download');
      await tab.getByRole('link', { name }).click();
      const file = await saved;
      expect(file.suggestedFilename()).toMatch(ending);
      expect(readFileSync(await file.path(), 'utf8')).toContain('Recipes or problems');
    }
    await tab.getByLabel('Team').selectOption('jira:SHOP');
    await tab.waitForURL(/team=/);
    await tab.getByRole('heading', { level: 1, name: 'Backlog audit' }).waitFor();
    expect(await look(tab, 'audit-team')).toEqual([]);
  });
});
