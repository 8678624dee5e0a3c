import type { CliContext } from '../../src/cli/context.ts';

/** A world for a command: what it writes is kept, signals are sent by the test, files are given. */
export function createCliContext(
  options: {
    env?: CliContext['env'];
    files?: Readonly<Record<string, string>>;
    stdin?: string;
    isTTY?: boolean;
  } = {},
) {
  let stdout = '';
  let stderr = '';
  const listeners = new Set<(signal: string) => void>();
  const exits: number[] = [];
  const isTTY = options.isTTY ?? false;
  const context: CliContext = {
    env: options.env ?? {},
    stdin: (async function* () {
      yield options.stdin ?? '';
    })(),
    stdout: {
      isTTY,
      write: (text) => {
        stdout += text;
      },
    },
    stderr: {
      isTTY,
      write: (text) => {
        stderr += text;
      },
    },
    readFile: (path) => {
      const found = Object.entries(options.files ?? {}).find(([name]) => path.endsWith(name));
      if (found) return found[1];
      throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: 'ENOENT' });
    },
    listFolder: (path) => {
      const inside = Object.keys(options.files ?? {}).filter((name) => name.startsWith(`${path}/`));
      return inside.length === 0 ? null : inside.map((name) => name.slice(path.length + 1));
    },
    onStopSignal(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exit: (code) => exits.push(code),
  };
  return {
    context,
    exits,
    stdout: () => stdout,
    stderr: () => stderr,
    listening: () => listeners.size,
    signal: (name: string) => {
      for (const listener of listeners) listener(name);
    },
  };
}
