import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { startWebhookReceiver } from '../helpers/webhook-receiver.ts';

const browserPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const hostile = `<img src=x onerror=alert(1)> <script>alert(2)</script> [go](javascript:alert(3))

</textarea><script>alert(4)</script>`;

describe('the pages of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await createSandbox();
  });
  afterEach(() => sandbox.close());

  const page = async (url: string) => (await fetch(url)).text();
  const save = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' });

  it('list every issue with what Waymark said on it', async () => {
    const text = await page(sandbox.jira.url);
    for (const key of sandbox.jira.issueKeys()) expect(text).toContain(`href="/browse/${key}"`);
    expect(await page(sandbox.linear.url)).toContain('href="/issue/PAY-1"');
  });

  it('show an issue with its fields, its text and its comments', async () => {
    const text = await page(`${sandbox.jira.url}/browse/SHOP-4`);
    expect(text).toContain('Show delivery costs before the checkout');
    expect(text).toContain('<strong>about nine mails a week</strong>');
    expect(text).toContain('href="/browse/SHOP-3"');
  });

  it('show hostile text as text, in both trackers', async () => {
    sandbox.jira.editIssue('SHOP-1', { summary: '<b>"bold"</b>', description: hostile });
    sandbox.jira.addComment('SHOP-1', hostile);
    sandbox.linear.editIssue('PAY-3', { title: '<b>"bold"</b>', description: hostile });
    sandbox.linear.addComment('PAY-3', hostile);
    for (const url of [`${sandbox.jira.url}/browse/SHOP-1`, `${sandbox.linear.url}/issue/PAY-3`]) {
      const response = await fetch(url);
      const text = await response.text();
      expect(text).not.toContain('<img src=x');
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('href="javascript:');
      expect(text).not.toContain('<b>"bold"');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('save an edit as a person, and send the webhook for it', async () => {
    const receiver = await startWebhookReceiver();
    sandbox.jira.setWebhook({ url: receiver.url, secret: 's' });
    const answer = await save(`${sandbox.jira.url}/browse/SHOP-6`, {
      title: ' Cart ',
      description: '## Why\r\n\r\nIt *hurts*',
    });
    await sandbox.jira.idle();
    await receiver.close();
    expect(answer.status).toBe(303);
    expect(sandbox.jira.issue('SHOP-6')).toMatchObject({
      title: 'Cart',
      description: '## Why\n\nIt *hurts*',
    });
    expect(receiver.received).toMatchObject([{ body: { user: { displayName: 'Mara Lindqvist' } } }]);
  });

  it('take a comment from a person, and one without words back', async () => {
    for (const [tracker, key, path] of [
      ['jira', 'SHOP-6', '/browse/SHOP-6'],
      ['linear', 'PAY-3', '/issue/PAY-3'],
    ] as const) {
      const url = `${sandbox[tracker].url}${path}`;
      expect((await save(`${url}/comments`, { comment: 'Seen\r\n\r\n/waymark help' })).status).toBe(303);
      const told = sandbox[tracker].comments(key).at(-1);
      expect(told).toMatchObject({ author: 'Mara Lindqvist', text: 'Seen\n\n/waymark help' });
      const empty = await save(`${url}/comments`, { comment: '  ' });
      expect(empty.status).toBe(400);
      expect(await empty.text()).toContain('A comment needs words.');
    }
  });

  it('clear a field or a label as a person', async () => {
    const { jira, linear } = sandbox;
    const [field] = Object.keys(jira.issue('SHOP-5').fields);
    expect(field).toBeDefined();
    const answer = await save(`${jira.url}/browse/SHOP-5/clear`, { name: field ?? '' });
    expect(answer.status).toBe(303);
    expect(Object.keys(jira.issue('SHOP-5').fields)).not.toContain(field);
    expect(await page(`${jira.url}/browse/SHOP-5`)).not.toContain(`value="${field}"`);
    const labelled = linear.issueKeys().find((key) => linear.issue(key).labels.length > 0) ?? '';
    const [label = '', ...others] = linear.issue(labelled).labels;
    expect(await page(`${linear.url}/issue/${labelled}`)).toContain(`aria-label="Clear ${label}"`);
    await save(`${linear.url}/issue/${labelled}/clear`, { name: label });
    expect(linear.issue(labelled).labels).toEqual(others);
  });

  it('leave a document alone when only the title was edited', async () => {
    const before = sandbox.jira.raw('SHOP-3').description;
    const { description } = sandbox.jira.issue('SHOP-3');
    await save(`${sandbox.jira.url}/browse/SHOP-3`, { title: 'New', description });
    expect(sandbox.jira.raw('SHOP-3')).toMatchObject({ summary: 'New', description: before });
  });

  it('say what is wrong with an edit and keep what was typed', async () => {
    for (const url of [`${sandbox.jira.url}/browse/SHOP-6`, `${sandbox.linear.url}/issue/PAY-3`]) {
      const answer = await save(url, { title: ' ', description: 'typed' });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toMatch(/role="alert"[\s\S]*typed/);
    }
  });

  it('take no form from another site', async () => {
    const answer = await save(
      `${sandbox.jira.url}/browse/SHOP-6`,
      { title: 'X' },
      { origin: 'https://evil.example' },
    );
    expect(answer.status).toBe(403);
    expect(sandbox.jira.issue('SHOP-6').title).not.toBe('X');
  });

  it('answer an unknown issue with a page', async () => {
    const answer = await fetch(`${sandbox.jira.url}/browse/SHOP-404`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('No such issue');
  });

  it('tell whoever has the present comments that nothing is new', async () => {
    const live = `${sandbox.jira.url}/browse/SHOP-4/live`;
    const { version } = (await (await fetch(live)).json()) as { version: string };
    expect((await fetch(`${live}?have=${version}`)).status).toBe(204);
    sandbox.jira.addComment('SHOP-4', 'new');
    expect((await fetch(`${live}?have=${version}`)).status).toBe(200);
  });

  it.runIf(existsSync(browserPath))(
    'renew their comments by themselves in a browser, and fit a phone',
    async () => {
      const browser = await chromium.launch({
        executablePath: browserPath,
        args: ['--no-sandbox', '--disable-gpu'],
      });
      try {
        const tab = await browser.newPage({ viewport: { width: 360, height: 800 } });
        const complaints: string[] = [];
        tab.on('pageerror', (error) => complaints.push(error.message));
        tab.on('dialog', (dialog) => complaints.push(dialog.message()));
        sandbox.linear.editIssue('PAY-3', { description: hostile });
        await tab.goto(`${sandbox.linear.url}/issue/PAY-3`);
        sandbox.linear.addComment('PAY-3', 'Said **after** the page was opened');
        await tab.getByText('Said after the page was opened').waitFor({ timeout: 10_000 });
        expect(await tab.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
        expect(complaints).toEqual([]);
      } finally {
        await browser.close();
      }
    },
    30_000,
  );
});
