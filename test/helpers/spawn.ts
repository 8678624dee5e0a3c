import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';

/** A process of its own that a test can talk to and kill. */
export interface TestProcess {
  readonly pid: number;
  /** The lines it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line, printed already or later, that begins so; rejects when the process ends before. */
  line(start: string): Promise<string>;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Its exit code; null when a signal ended it. */
  readonly exit: Promise<number | null>;
}

/** Runs a compiled file of test/helpers/processes with JSON arguments. */
export function spawnHelper(name: string, argument: unknown): TestProcess {
  const path = join(inject('services').build, 'test/helpers/processes', `${name}.js`);
  return follow(
    spawn(process.execPath, [path, JSON.stringify(argument)], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
}

function follow(child: ChildProcess): TestProcess {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of waiting) check();
  };
  const exit = once(child, 'close').then(([code]) => code as number | null);
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      wake();
    });
  }
  return {
    pid: child.pid ?? 0,
    lines,
    exit,
    line: (start) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = lines.find((line) => line.startsWith(start));
          if (found === undefined) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
        void exit.then((code) => {
          if (waiting.delete(check)) reject(new Error(`ended with ${code} before it printed ${start}`));
        });
      }),
    async kill(signal = 'SIGKILL') {
      child.kill(signal);
      await exit;
    },
  };
}
