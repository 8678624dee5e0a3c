import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aCheckIn, someGoals } from '../../helpers/okr.ts';
import { adminToken, now, openPages, shopIssues } from '../../helpers/pages.ts';

const browserPath = '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = join(import.meta.dirname, '../../../test-output/pages');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds that is serious or worse. Run from outside of the page, whose policy allows no foreign script. */
async function seriousViolations(tab: Page): Promise<readonly string[]> {
  await tab.evaluate(axe);
  const found = (await tab.evaluate('axe.run(document)')) as { violations: readonly Violation[] };
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

test.runIf(existsSync(browserPath))(
  'somebody signs in, finds a mission on the board, reads it, and every page is fit for everybody',
  async () => {
    const { server, read, goals, checkIns, deliveries } = await openPages();
    for (const issue of shopIssues()) await read({ ...issue, labels: [...issue.labels, { name: 'okr-x' }] });
    const { version } = await goals.current();
    const tree = someGoals({
      missions: [{ id: 'mission', statement: 'Help shops sell steadily' }],
      objectives: [
        {
          ...{ id: 'alone', statement: 'Shoppers finish without help', period: 'Q4-2026', parent: 'mission' },
          ...{ owner: 'Mara' },
          keyResults: [
            {
              ...{
                id: 'orders',
                statement: 'Filled baskets that become orders',
                start: '58%',
                target: '70%',
              },
              work: { by: 'label', value: 'okr-x' },
            },
            { id: 'questions', statement: 'Questions at the desk', start: '420', target: '150' },
          ],
        },
      ],
    });
    await goals.put({ goals: tree, basedOn: version, by: 'ada', at: now.toISOString() }, []);
    for (const [index, day] of ['2026-10-05', '2026-10-12', '2026-10-26', '2026-11-16'].entries()) {
      const { id: _, ...row } = aCheckIn(day, `${59 + index * 2}%`, { keyResult: 'orders' });
      await checkIns.add({ ...row, key: `browser-${day}`, at: now.toISOString() }, []);
    }
    expect(await deliveries.list({ limit: 1 })).toEqual([]);
    const address = await server.listen({ host: '127.0.0.1', port: 0 });
    mkdirSync(shots, { recursive: true });
    const browser = await chromium.launch({
      executablePath: browserPath,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    const problems: string[] = [];
    try {
      const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      tab.on('pageerror', (error) => problems.push(error.message));
      tab.on('console', (line) => {
        if (line.type() === 'error' && !line.text().includes('401')) problems.push(line.text());
      });
      await tab.goto(`${address}/missions/jira/10001`);
      const look = async (name: string) => {
        for (const width of [1280, 360]) {
          await tab.setViewportSize({ width, height: 900 });
          for (const colorScheme of ['light', 'dark'] as const) {
            await tab.emulateMedia({ colorScheme });
            problems.push(...(await seriousViolations(tab)).map((one) => `${name} ${colorScheme}: ${one}`));
            await tab.screenshot({
              path: join(shots, `${name}-${width}-${colorScheme}.png`),
              fullPage: true,
            });
          }
          const isWide = await tab.evaluate('document.documentElement.scrollWidth > window.innerWidth');
          if (isWide) problems.push(`${name} is wider than ${width}`);
        }
        await tab.setViewportSize({ width: 1280, height: 900 });
        await tab.emulateMedia({ colorScheme: 'light' });
      };

      await look('login');
      await tab.getByLabel('Administrator’s token').fill('not the token');
      await tab.keyboard.press('Enter');
      await tab.getByRole('alert').waitFor();
      await tab.getByLabel('Administrator’s token').fill(adminToken);
      await tab.keyboard.press('Enter');
      await tab.getByRole('heading', { name: 'The story' }).waitFor();
      await look('mission');

      await tab.getByRole('link', { name: 'Board', exact: true }).first().click();
      await tab.getByRole('heading', { name: 'Mission board' }).waitFor();
      await look('board');
      await tab.getByText('Search and filter').click();
      await tab.getByLabel('Framing').selectOption('recipe');
      await tab.waitForURL(/board\?framing=recipe$/);
      await tab.getByText('that match').waitFor();
      await look('board-filtered');
      await tab.locator('.card .title').first().click();
      await tab.getByRole('heading', { name: 'A rewrite to start from' }).waitFor();

      await tab.goto(`${address}/board?search=nothing+of+the+kind`);
      await look('board-empty');
      await tab.getByRole('link', { name: 'Goals' }).click();
      await tab.getByRole('heading', { name: 'Goals' }).waitFor();
      await look('goals');
      await tab.getByRole('link', { name: 'Control room' }).click();
      await look('ops');
      await tab.goto(`${address}/missions/jira/unknown`).catch(() => null);
      await tab.getByText('There is nothing here').waitFor();
      await look('problem');
      await tab.goto(`${address}/board`);
      await tab.getByRole('button', { name: 'Sign out' }).click();
      await tab.getByRole('heading', { name: 'Sign in to Waymark' }).waitFor();
    } finally {
      await browser.close();
    }
    expect(problems.filter((one) => !one.includes('status of 404'))).toEqual([]);
  },
  240_000,
);
