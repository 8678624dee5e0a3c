import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';

export interface Program {
  readonly process: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves with the first match in what the program said; rejects when it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the exit code, or the signal that ended it. */
  ended(): Promise<number | string>;
}

/** Runs the program as a process of its own, with this environment and nothing of ours; joined, it starts quicker. */
export function runProgram(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  how: 'joined' | 'as it ships' = 'joined',
): Program {
  const { build } = inject('services');
  const file = how === 'joined' ? 'src/joined/main.js' : 'src/main.js';
  const child = spawn(process.execPath, [join(build, file), ...argv], {
    // Away from a `.env` that somebody keeps in the project.
    cwd: build,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const closed = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);

  return {
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended: () => closed,
    async says(pattern) {
      let hasEnded = false;
      const end = closed.then(() => {
        hasEnded = true;
      });
      for (;;) {
        const found = pattern.exec(stdout);
        if (found) return found;
        if (hasEnded) throw new Error(`ended without saying ${pattern}\n${stdout}${stderr}`);
        await Promise.race([once(child.stdout, 'data'), end]);
      }
    },
  };
}
