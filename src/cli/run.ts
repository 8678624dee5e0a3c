import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { SetupError } from '../domain/errors.ts';
import { createRedact } from '../log.ts';
import { commands } from './commands.ts';
import { type CliContext, CommandFailed } from './context.ts';

const packageFile = fileURLToPath(new URL('../../package.json', import.meta.url));

/**
 * Runs one command line (without `node` and the script's name) and resolves with its exit code:
 * 0 done, 1 failed, 2 wrong usage. Never rejects.
 */
export async function runCli(argv: readonly string[], context: CliContext): Promise<number> {
  try {
    await createProgram(context).parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return isAskedFor(error) ? 0 : 2;
    context.stderr.write(`${explain(error, context)}\n`);
    return 1;
  }
}

function createProgram(context: CliContext): Command {
  const program = new Command('waymark')
    .description('Reads the issues of Jira and Linear as missions, and says kindly what is missing.')
    .version(versionOf(context), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHelpWidth: () => context.stdout.columns ?? 100,
      getErrHelpWidth: () => context.stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showSuggestionAfterError()
    .showHelpAfterError('Run with --help to see what there is.')
    .addHelpText('after', helpEnd);
  for (const register of commands) register(program, context);
  return program;
}

const helpEnd = `
Settings come from the environment (.env.example lists all variables) and from config/waymark.yaml.
Exit codes: 0 done, 1 failed, 2 wrong usage.`;

/** Help and version leave commander as errors too, those that somebody asked for with code 0. */
function isAskedFor(error: CommanderError): boolean {
  return error.exitCode === 0;
}

/** What went wrong, in words for a person and without secrets; with its stack when LOG_LEVEL is debug. */
export function explain(error: unknown, context: CliContext): string {
  // The configuration itself may be what is broken, so the secrets are taken as they stand.
  const secrets = Object.entries(context.env).flatMap(([name, value]) =>
    /(?:SECRET|TOKEN|KEY)$/.test(name) && value ? [value.trim()] : [],
  );
  return createRedact(secrets).text(wordsFor(error, context.env.LOG_LEVEL === 'debug'));
}

function wordsFor(error: unknown, withStack: boolean): string {
  if (error instanceof SetupError) {
    const [first, ...more] = error.problems;
    if (more.length === 0) return `Waymark cannot start: ${first ?? 'the set-up is incomplete'}`;
    return ['Waymark cannot start:', ...error.problems.map((problem) => `  - ${problem}`)].join('\n');
  }
  if (error instanceof CommandFailed) return error.message;
  if (!(error instanceof Error)) return `Waymark failed: ${String(error)}`;
  return withStack && error.stack
    ? error.stack
    : `Waymark failed: ${error.message || error.name} (LOG_LEVEL=debug shows where)`;
}

function versionOf(context: CliContext): string {
  try {
    const { version } = JSON.parse(context.readFile(packageFile)) as { version?: unknown };
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    return 'unknown';
  }
}
