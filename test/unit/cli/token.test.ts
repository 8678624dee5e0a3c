import { describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run.ts';
import { createToken, listTokens, revokeToken, type TokenDesk } from '../../../src/cli/token.ts';
import { createApiTokenDesk } from '../../../src/workflows/api-tokens.ts';
import { createCliContext } from '../../helpers/cli.ts';
import { createFakeApiTokens } from '../../helpers/fakes/api-tokens.ts';
import { createFakeEventLog } from '../../helpers/fakes/event-log.ts';

function createDesk() {
  const events = createFakeEventLog();
  const clock = { now: () => new Date() };
  const tokens = createApiTokenDesk({ tokens: createFakeApiTokens(events), clock });
  const desk: TokenDesk = { tokens };
  return { desk, tokens, events };
}

const wanted = { name: 'prometheus', scope: 'metrics', days: 30, group: [] } as const;

describe('waymark token', () => {
  test('prints a new token once, and who made it is the command line', async () => {
    const { desk, tokens, events } = createDesk();
    const { context, stdout } = createCliContext();
    await createToken(desk, { ...wanted, group: ['people'] }, context);
    const [text = ''] = stdout().split('\n');
    expect(await tokens.check(text)).toMatchObject({
      name: 'prometheus',
      scope: 'metrics',
      groups: ['people'],
    });
    expect(stdout()).toContain('It is shown this once.');
    expect(events.all).toMatchObject([
      { topic: 'token.created', actor: 'command line', data: { from: 'command line', before: null } },
    ]);
    expect(JSON.stringify(events.all)).not.toContain(text);

    const other = createCliContext();
    await listTokens(desk, {}, other.context);
    expect(other.stdout()).toMatch(/^TOKEN .*\nwm_[0-9a-f]{8} +prometheus +metrics +valid/);
    expect(other.stdout()).not.toContain(text);
  });

  test('as JSON is for a program to read', async () => {
    const { desk, tokens } = createDesk();
    const { context, stdout } = createCliContext();
    await createToken(desk, { ...wanted, json: true }, context);
    const made = JSON.parse(stdout());
    expect(made).toMatchObject({ name: 'prometheus', scope: 'metrics' });
    expect(await tokens.check(made.token)).not.toBeNull();
  });

  test('takes a token back, and says when there is none', async () => {
    const { desk, tokens, events } = createDesk();
    const { context, stdout } = createCliContext();
    const { token, text } = await tokens.create({ ...wanted, groups: [] }, { who: 'test', from: null });
    await revokeToken(desk, token.prefix, context);
    expect(stdout()).toBe(`${token.prefix} opens nothing any more.\n`);
    expect(await tokens.check(text)).toBeNull();
    expect(events.all.at(-1)).toMatchObject({ topic: 'token.revoked', data: { after: null } });
    await expect(revokeToken(desk, token.prefix, context)).rejects.toThrow('revoked already');
    await expect(revokeToken(desk, 'wm_00000000', context)).rejects.toThrow('no such token');
  });

  test.each([
    ['no name', ['create'], /--name/],
    ['a scope there is not', ['create', '--name', 'x', '--scope', 'root'], /read, write, admin, metrics/],
    ['no end', ['create', '--name', 'x', '--days', '0'], /from 1 to 366/],
    ['too long a name', ['create', '--name', 'x'.repeat(101)], /1 to 100 characters/],
  ])('with %s is wrong usage', async (_, argv, says) => {
    const { context, stderr } = createCliContext();
    expect(await runCli(['token', ...argv], context)).toBe(2);
    expect(stderr()).toMatch(says);
  });
});
