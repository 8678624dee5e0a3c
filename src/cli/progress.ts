import type { Output } from './context.ts';

/** Tells how far long work is. */
export interface Progress {
  /** `total` is left out where it is not known yet; `detail` is told behind the numbers. */
  update(done: number, total?: number, detail?: string): void;
  /** A line that stays. */
  say(line: string): void;
  /** Ends the display with the last numbers. */
  finish(): void;
}

const drawEveryMs = 100;
const lineEveryMs = 5_000;

/**
 * On a terminal one line that is redrawn in place; elsewhere a plain line now and then, so that a log of the run
 * stays readable. Write it to `stderr` where `stdout` is for programs.
 */
export function createProgress(
  output: Output,
  label: string,
  now: () => number = () => performance.now(),
): Progress {
  const isTerminal = output.isTTY === true;
  const everyMs = isTerminal ? drawEveryMs : lineEveryMs;
  let text = '';
  let drawn = '';
  let drawnAt = Number.NEGATIVE_INFINITY;

  const draw = () => {
    if (text === drawn) return;
    drawn = text;
    drawnAt = now();
    output.write(isTerminal ? `\r\u001b[2K${text.slice(0, (output.columns ?? 80) - 1)}` : `${text}\n`);
  };

  return {
    update(done, total, detail = '') {
      const numbers = total === undefined ? `${done}` : `${done} of ${total}${percent(done, total)}`;
      text = `${label}: ${numbers}${detail && ` · ${detail}`}`;
      if (now() - drawnAt >= everyMs) draw();
    },
    say(line) {
      output.write(isTerminal && drawn !== '' ? `\r\u001b[2K${line}\n` : `${line}\n`);
      if (isTerminal) drawn = '';
    },
    finish() {
      draw();
      if (isTerminal && drawn !== '') output.write('\n');
    },
  };
}

function percent(done: number, total: number): string {
  return total > 0 ? ` (${Math.floor((100 * done) / total)} %)` : '';
}
