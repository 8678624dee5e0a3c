import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runProgram } from '../helpers/program.ts';

describe('the demo', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-demo-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('shows what became of a backlog, follows an edit on the page it names, and ends on Ctrl-C', async () => {
    const program = runProgram(['demo'], { DATA_DIR: folder }, 'as it ships');
    const [, page = ''] = await program.says(/Change a text at (\S+\/browse\/SHOP-1)/);
    const [, token = ''] = await program.says(/sign in with (\S+)\n/);
    const told = program.stdout();
    expect(told.trimEnd().split('\n').at(-1), 'the last that is said').toMatch(
      new RegExp(`open http://\\S+/ and sign in with ${token}$`),
    );
    expect(told).not.toContain('Not all went well');
    for (const key of ['SHOP-1', 'SHOP-2', 'OPS-', 'PAY-']) {
      expect(told, 'examples of both trackers').toMatch(new RegExp(`^${key}`, 'm'));
    }
    expect(told).toContain('The idea is clear: “a Save for Later button”');
    expect(told).toContain('(no comment: nothing is missing)');

    const shown = async () => (await fetch(page)).text();
    expect(await shown()).toContain('a Save for Later button”');
    const edited = await fetch(page, {
      method: 'POST',
      body: new URLSearchParams({
        title: 'Bookmark items in the cart',
        description:
          'As a shopper, I want to bookmark items in the cart, so that I can finish my shopping later. ' +
          'We expect this to reduce our 40 percent drop-off rate.',
      }),
    });
    expect(edited.status).toBe(200);
    await vi.waitFor(async () => expect(await shown()).toContain('All answered here'), {
      timeout: 60_000,
      interval: 100,
    });

    program.process.kill('SIGINT');
    expect(await program.ended()).toBe(0);
    await expect(fetch(page)).rejects.toThrow();
    expect(program.stderr()).not.toMatch(/"level":(4|5|6)0/);
  });

  test('for programs is one object, and ends by itself', async () => {
    const program = runProgram(['demo', '--once', '--json'], { DATA_DIR: folder });
    expect(await program.ended()).toBe(0);
    const report = JSON.parse(program.stdout());
    for (const tracker of ['jira', 'linear']) {
      const { issues, framing, comments, calls } = report.trackers[tracker];
      expect(issues).toBeGreaterThanOrEqual(30);
      expect(framing.recipe + framing.need + framing.hypothesis).toBe(issues);
      expect(calls.write, 'one write for each comment').toBe(comments);
      expect(calls.read).toBeGreaterThanOrEqual(issues);
    }
    expect(report.trackers.jira.issues + report.trackers.linear.issues).toBeGreaterThanOrEqual(60);
    expect(report.deliveries).toBeGreaterThan(60);
    expect(report.durationMs).toBeGreaterThan(0);
    expect(report.amiss).toEqual([]);
  });
});
