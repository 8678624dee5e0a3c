import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run.ts';
import { createCliContext } from '../../helpers/cli.ts';

const recipe = 'As a PO, I want a Save for Later button so shoppers can store items in the cart';
const folder = mkdtempSync(join(tmpdir(), 'waymark-assess-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function assess(stdin: string, ...args: string[]) {
  const cli = createCliContext({ stdin });
  const code = await runCli(['assess', ...args], cli.context);
  const lines = cli
    .stdout()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { code, lines, stderr: cli.stderr() };
}

describe('waymark assess', () => {
  test('answers each line in order, in the published shape', async () => {
    const input = [
      { id: 'S-1', title: recipe },
      { id: 'S-2', title: 'The totals of the invoice are wrong', description: '' },
    ];
    const { code, lines } = await assess(input.map((story) => JSON.stringify(story)).join('\n'));
    expect(code).toBe(0);
    expect(lines.map(({ id }) => id)).toEqual(['S-1', 'S-2']);
    expect(lines[0]).toMatchObject({
      framing: 'recipe',
      confidence: expect.any(Number),
      persona: { text: 'PO', kind: 'internal' },
      target: null,
      value: { class: expect.any(String), confidence: expect.any(Number) },
      findings: expect.arrayContaining([
        {
          check: 'recipe',
          severity: 'warning',
          message: expect.any(String),
          evidence: expect.stringContaining('Save for Later button'),
          suggestion: expect.any(String),
        },
      ]),
    });
    expect(lines[1]).toMatchObject({ framing: 'need', persona: null });
  });

  test('a line that cannot be read is answered as such, the run goes on and ends with 1', async () => {
    const { code, lines, stderr } = await assess(
      `{"id":"S-1","title":"a"}\nnot json\n[1]\n{"id":"S-2","title":"b"}\n`,
    );
    expect(code).toBe(1);
    expect(lines.map(({ id }) => id)).toEqual(['S-1', null, null, 'S-2']);
    expect(lines[1]).toEqual({ id: null, error: expect.any(String) });
    expect(stderr).toContain('2 lines could not be read');
  });

  test('reads a file, and explains itself when asked', async () => {
    const file = join(folder, 'stories.jsonl');
    writeFileSync(file, `${JSON.stringify({ id: 'S-1', title: recipe })}\n`);
    const { code, lines } = await assess('', file, '--explain');
    expect(code).toBe(0);
    expect(lines[0].signals.length).toBeGreaterThan(0);
  });

  test('a file that is not there is named', async () => {
    const { code, stderr } = await assess('', join(folder, 'nowhere.jsonl'));
    expect(code).toBe(1);
    expect(stderr).toContain('nowhere.jsonl');
  });

  test('waits for a reader that is slower than it', async () => {
    const cli = createCliContext({ stdin: `{"title":"a"}\n{"title":"b"}\n` });
    const order: string[] = [];
    const slow = {
      write: () => {
        order.push('write');
        return false;
      },
      once: (_: 'drain', go: () => void) => {
        order.push('wait');
        setImmediate(go);
      },
    };
    await runCli(['assess'], { ...cli.context, stdout: slow });
    expect(order).toEqual(['write', 'wait', 'write', 'wait']);
  });
});
