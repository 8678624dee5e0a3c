import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDigest } from '../../../src/domain/digest/build-digest.ts';
import { renderDigest } from '../../../src/mail/render.ts';
import { aContext, someMaterial, someRoles } from '../../helpers/digest.ts';

const browserPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const folder = join(import.meta.dirname, '../../../test-output/digest');
/** The one that the README shows. */
const picture = join(import.meta.dirname, '../../golden/digest/checkout.png');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const hasBrowser = existsSync(browserPath);
if (!hasBrowser && process.env.REQUIRE_SERVICES !== '1')
  process.stderr.write(`no Chromium at ${browserPath}: the digest's looks are not tested\n`);

const digest = buildDigest(someMaterial(), aContext({ title: 'Checkout' }, someRoles));
const { html } = renderDigest(digest, {
  board: 'https://waymark.example',
  unsubscribe: 'https://waymark.example/digests/unsubscribe/7.signature',
});

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

describe.runIf(hasBrowser || process.env.REQUIRE_SERVICES === '1')('the digest in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  test.each([
    [600, 'light'],
    [600, 'dark'],
    [360, 'light'],
    [360, 'dark'],
  ] as const)(
    '%d px wide in the %s fits and has no serious fault for anybody',
    async (width, colorScheme) => {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.setContent(html, { waitUntil: 'load' });
      writeFileSync(
        join(folder, `digest-${width}-${colorScheme}.png`),
        await page.screenshot({ fullPage: true }),
      );
      if (process.env.UPDATE_GOLDEN === '1' && width === 600 && colorScheme === 'light')
        writeFileSync(
          picture,
          await page.screenshot({ clip: { x: 0, y: 0, width: 600, height: 1180 }, fullPage: true }),
        );
      const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      expect(asked).toEqual([]);
      await page.evaluate(axe);
      const { violations } = (await page.evaluate('axe.run(document)')) as {
        violations: readonly Violation[];
      };
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary])).toEqual([]);
      await page.close();
    },
  );
});
