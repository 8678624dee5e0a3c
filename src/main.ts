#!/usr/bin/env node
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { CliContext } from './cli/context.ts';
import { explain, runCli } from './cli/run.ts';
import type { Environment } from './config.ts';

const readFile = (path: string): string => readFileSync(path, 'utf8');

function listFolder(path: string): readonly string[] | null {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? readdirSync(path) : null;
}

/** The environment; a `.env` file in the working folder fills in what it leaves unset. */
function environment(): Environment {
  try {
    return { ...parseEnv(readFile('.env')), ...process.env };
  } catch {
    return { ...process.env };
  }
}

const context: CliContext = {
  env: environment(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  readFile,
  listFolder,
  onStopSignal(listener) {
    process.on('SIGINT', listener).on('SIGTERM', listener);
    return () => {
      process.off('SIGINT', listener).off('SIGTERM', listener);
    };
  },
  exit: (code) => process.exit(code),
};

// Whoever reads our output may stop reading, as `head` does: then there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

// What nobody expected ends the process, as it would by itself, but with the secrets taken out of its words.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${explain(error, context)}\n`);
  process.exit(1);
});

process.exitCode = await runCli(process.argv.slice(2), context);
// Output still on its way gets out first; a handle that somebody forgot does not keep the process.
setTimeout(() => process.exit(), 5_000).unref();
