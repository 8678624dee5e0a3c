import { describe, expect, test } from 'vitest';
import { createProgress } from '../../../src/cli/progress.ts';

function display(isTTY: boolean, columns = 80) {
  let written = '';
  let now = 0;
  const output = {
    isTTY,
    columns,
    write: (text: string) => {
      written += text;
    },
  };
  return {
    progress: createProgress(output, 'issues', () => now),
    wait: (ms: number) => {
      now += ms;
    },
    written: () => written,
  };
}

describe('progress elsewhere than on a terminal', () => {
  test('is a plain line now and then, and one at the end', () => {
    const { progress, wait, written } = display(false);
    for (let done = 1; done <= 100; done += 1) {
      progress.update(done, 100);
      wait(100);
    }
    progress.finish();
    expect(written()).toBe('issues: 1 of 100 (1 %)\nissues: 51 of 100 (51 %)\nissues: 100 of 100 (100 %)\n');
  });

  test('says the last numbers once', () => {
    const { progress, written } = display(false);
    progress.update(3);
    progress.finish();
    progress.finish();
    expect(written()).toBe('issues: 3\n');
  });
});

describe('progress on a terminal', () => {
  test('is redrawn in place, not more often than the eye sees', () => {
    const { progress, wait, written } = display(true);
    progress.update(1, 4);
    progress.update(2, 4);
    wait(100);
    progress.update(3, 4);
    progress.update(4, 4);
    progress.finish();
    expect(written()).toBe(
      ['issues: 1 of 4 (25 %)', 'issues: 3 of 4 (75 %)', 'issues: 4 of 4 (100 %)']
        .map((line) => `\r\u001b[2K${line}`)
        .join('')
        .concat('\n'),
    );
  });

  test('makes way for a line that stays', () => {
    const { progress, written } = display(true);
    progress.update(1);
    progress.say('SHOP-1 could not be read');
    progress.finish();
    expect(written()).toBe('\r\u001b[2Kissues: 1\r\u001b[2KSHOP-1 could not be read\n\r\u001b[2Kissues: 1\n');
  });

  test('never wraps', () => {
    const { progress, written } = display(true, 10);
    progress.update(1_000, 2_000);
    expect(written()).toBe('\r\u001b[2Kissues: 1');
  });
});
