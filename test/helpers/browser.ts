import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = join(import.meta.dirname, '../../test-output/pages');

export function launch(executablePath: string): Promise<Browser> {
  mkdirSync(shots, { recursive: true });
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A tab of its own, which keeps what goes wrong in it: errors of scripts, and what the policy of the page refused. */
export async function openTab(
  browser: Browser,
  options: BrowserContextOptions & { cookie?: { name: string; value: string }; address: string },
) {
  const { cookie, address, ...rest } = options;
  const context = await browser.newContext({
    ...{ baseURL: address, viewport: { width: 1280, height: 900 }, locale: 'en-GB' },
    ...rest,
  });
  if (cookie) await context.addCookies([{ ...cookie, url: address }]);
  const tab = await context.newPage();
  tab.setDefaultTimeout(20_000);
  const problems: string[] = [];
  tab.on('pageerror', (error) => problems.push(error.message));
  tab.on('console', (line) => {
    // What a page answers with another status is for the tests to say.
    if (line.type() === 'error' && !/status of 4\d\d/.test(line.text())) problems.push(line.text());
  });
  return { tab, problems, close: () => context.close() };
}

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds that is serious or worse. Run from outside of the page, whose policy allows no foreign script. */
async function seriousViolations(tab: Page): Promise<readonly string[]> {
  await tab.evaluate(axe);
  const rules = `{ rules: { 'target-size': { enabled: true } } }`;
  const found = (await tab.evaluate(`axe.run(document, ${rules})`)) as { violations: readonly Violation[] };
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/**
 * Writes the page as it stands on a desk in the light and on a phone in the dark for a person to look at; answers what
 * is wrong: what axe finds there, and a page that is wider than its window.
 */
export async function look(tab: Page, name: string): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [360, 'dark'],
  ] as const) {
    await tab.setViewportSize({ width, height: 900 });
    await tab.emulateMedia({ colorScheme });
    await tab.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    const isWide = await tab.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    if (isWide) problems.push(`${name} is wider than ${width}`);
    problems.push(...(await seriousViolations(tab)).map((one) => `${name} ${colorScheme} ${width}: ${one}`));
  }
  await tab.setViewportSize({ width: 1280, height: 900 });
  await tab.emulateMedia({ colorScheme: 'light' });
  return problems;
}
