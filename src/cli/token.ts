import { type Command, InvalidArgumentError, Option } from 'commander';
import { longestTokenDays, stateOf, type TokenScope, tokenScopes } from '../domain/access/api-token.ts';
import type { ApiTokenDesk } from '../workflows/api-tokens.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { onCommandLine, withService } from './open-service.ts';
import { table } from './table.ts';

/** What these commands need of the service. */
export interface TokenDesk {
  readonly tokens: Pick<ApiTokenDesk, 'create' | 'list' | 'revoke'>;
}

interface CreateOptions {
  readonly name: string;
  readonly scope: TokenScope;
  readonly days: number;
  readonly group: readonly string[];
  readonly json?: true;
}

export const registerToken: RegisterCommand = (program, context) => {
  const token = program
    .command('token')
    .description('tokens for programs: make, list and revoke them')
    .addHelpText(
      'after',
      '\nWith the embedded store, use the page /access while the service runs: one process opens it at a time.',
    );
  registerCreate(token, context);
  token
    .command('list')
    .description('list tokens, newest first; their secrets are stored nowhere')
    .option('--json', 'print one JSON array')
    .action((options: { readonly json?: true }) =>
      withService(context, (desk) => listTokens(desk, options, context)),
    );
  token
    .command('revoke')
    .description('take a token back: it opens nothing from now on')
    .argument('<token>', 'what `token list` shows, as wm_1a2b3c4d')
    .action((prefix: string) => withService(context, (desk) => revokeToken(desk, prefix, context)));
};

function registerCreate(token: Command, context: CliContext): void {
  token
    .command('create')
    .description('make a token and print it, once')
    .requiredOption('--name <name>', 'what it is for, such as the program that uses it', name)
    .addOption(
      new Option(
        '--scope <scope>',
        'read looks, write also changes what editors change, metrics is for /metrics only',
      )
        .choices(tokenScopes)
        .default('read'),
    )
    .option('--days <n>', `days until it ends, at most ${longestTokenDays}`, days, 90)
    .option('--group <group...>', 'groups whose confidential projects it sees', [])
    .option('--json', 'print one JSON object')
    .action((options: CreateOptions) => withService(context, (desk) => createToken(desk, options, context)));
}

export async function createToken(
  desk: TokenDesk,
  options: CreateOptions,
  context: CliContext,
): Promise<void> {
  const { group: groups, json, ...wanted } = options;
  const { token, text } = await desk.tokens.create({ ...wanted, groups }, onCommandLine);
  if (json) context.stdout.write(`${JSON.stringify({ ...token, token: text })}\n`);
  else {
    const until = token.expiresAt.slice(0, 10);
    context.stdout.write(
      `${text}\n\nThe token "${token.name}" (${token.scope}) holds until ${until}. It is shown this once.\n`,
    );
  }
}

export async function listTokens(
  desk: TokenDesk,
  { json }: { readonly json?: true },
  context: CliContext,
): Promise<void> {
  const found = await desk.tokens.list();
  if (json) {
    context.stdout.write(`${JSON.stringify(found)}\n`);
    return;
  }
  if (found.length === 0) {
    context.stdout.write('No tokens.\n');
    return;
  }
  const now = new Date();
  const rows = found.map((one) => [
    ...[one.prefix, one.name, one.scope, stateOf(one, now), one.expiresAt.slice(0, 10)],
    ...[one.lastUsedAt ?? 'never', one.createdBy],
  ]);
  context.stdout.write(table(['TOKEN', 'NAME', 'SCOPE', 'STATE', 'UNTIL', 'LAST USED', 'MADE BY'], rows));
}

export async function revokeToken(desk: TokenDesk, prefix: string, context: CliContext): Promise<void> {
  if (!(await desk.tokens.revoke(prefix, onCommandLine))) {
    throw new CommandFailed(
      'There is no such token, or it is revoked already: `waymark token list` shows them.',
    );
  }
  context.stdout.write(`${prefix} opens nothing any more.\n`);
}

function name(value: string): string {
  const text = value.trim();
  if (text === '' || text.length > 100) throw new InvalidArgumentError('Give 1 to 100 characters.');
  return text;
}

function days(value: string): number {
  const number = Number(value);
  if (!/^\d{1,4}$/.test(value) || number < 1 || number > longestTokenDays) {
    throw new InvalidArgumentError(`Give a whole number from 1 to ${longestTokenDays}.`);
  }
  return number;
}
