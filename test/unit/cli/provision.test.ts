import { describe, expect, it } from 'vitest';
import { type ProvisionOptions, provision } from '../../../src/cli/provision.ts';
import type { SetupStep } from '../../../src/domain/ports.ts';
import type { Provision, TrackerPlan } from '../../../src/workflows/provision.ts';
import { createCliContext } from '../../helpers/cli.ts';

const steps: readonly SetupStep[] = [
  { id: 'jira:field:Size', title: 'the field "Size"', state: 'present' },
  { id: 'jira:field:Framing', title: 'create the field "Framing"', state: 'missing' },
  { id: 'jira:webhook', title: 'register a webhook', state: 'by-hand', remedy: 'Ask an administrator.' },
];
const plan: TrackerPlan = { tracker: 'jira', steps, problem: null };

function desk(plans: readonly TrackerPlan[], problem: string | null = null) {
  const applied: string[] = [];
  const made: Provision = {
    plan: async () => plans,
    async apply(given, _scope, onStep) {
      const outcomes = given.flatMap(({ tracker, steps: all }) =>
        all.filter(({ state }) => state === 'missing').map((step) => ({ tracker, step, problem })),
      );
      for (const outcome of outcomes) {
        applied.push(outcome.step.id);
        onStep(outcome);
      }
      return outcomes;
    },
  };
  return { desk: made, applied };
}

const run = async (
  world: ReturnType<typeof desk>,
  options: ProvisionOptions,
  terminal: Parameters<typeof createCliContext>[0] = {},
) => {
  const cli = createCliContext(terminal);
  const error = await provision(world.desk, options, cli.context).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { out: cli.stdout(), error, applied: world.applied };
};

describe('waymark provision', () => {
  it('shows with --dry-run what it would do and what is for a person, and does nothing', async () => {
    const { out, error, applied } = await run(desk([plan]), { dryRun: true });
    expect(out).toBe(
      [
        'Jira',
        '  = 1 thing is there already',
        '  + create the field "Framing"',
        '  ! by hand: register a webhook',
        '    → Ask an administrator.',
        '',
        'Nothing was changed.',
        '',
      ].join('\n'),
    );
    expect([error, applied]).toEqual([null, []]);
  });

  it.each([
    ['y\n', ['jira:field:Framing'], '1 of 1 done.'],
    ['n\n', [], 'Nothing was changed.'],
    ['\n', [], 'Nothing was changed.'],
  ])('asks on a terminal, and takes %j for an answer', async (stdin, applied, end) => {
    const result = await run(desk([plan]), {}, { isTTY: true, stdin });
    expect(result.out).toContain('Do this one thing? [y/N]');
    expect(result.applied).toEqual(applied);
    expect(result.out).toContain(end);
  });

  it('does nothing where nobody can be asked, unless it was told --yes', async () => {
    const refused = await run(desk([plan]), {});
    expect(refused.applied).toEqual([]);
    expect(refused.error).toMatchObject({ name: 'CommandFailed', message: expect.stringContaining('--yes') });
    expect((await run(desk([plan]), { yes: true })).applied).toEqual(['jira:field:Framing']);
  });

  it('asks nothing when there is nothing to do', async () => {
    const done = { ...plan, steps: steps.filter(({ state }) => state === 'present') };
    const { out, error } = await run(desk([done]), {});
    expect(out).toContain('There is nothing to do.');
    expect(error).toBeNull();
  });

  it('fails when a step did, and names it', async () => {
    const { out, error } = await run(desk([plan], 'Jira applyStep: 403'), { yes: true });
    expect(out).toContain('FAILED  create the field "Framing"\n        Jira applyStep: 403');
    expect(error).toMatchObject({ name: 'CommandFailed' });
  });

  it('fails when a tracker could not be looked at', async () => {
    const { out, error } = await run(
      desk([{ tracker: 'jira', steps: [], problem: 'Jira planSetup: 401' }]),
      {},
    );
    expect(out).toContain('  ! Jira planSetup: 401');
    expect(error).toMatchObject({ name: 'CommandFailed' });
  });

  it('prints one JSON object, and asks for --yes with it', async () => {
    const { out } = await run(desk([plan]), { json: true, yes: true });
    expect(JSON.parse(out)).toMatchObject({ dryRun: false, plans: [plan], outcomes: [{ problem: null }] });
    const refused = await run(desk([plan]), { json: true });
    expect(refused).toMatchObject({ applied: [], out: '', error: { name: 'CommandFailed' } });
  });

  it('lets no title steer the terminal', async () => {
    const hostile = { ...plan, steps: [{ id: 'x', title: 'a\u001b[2Jb\nc', state: 'missing' as const }] };
    expect((await run(desk([hostile]), { dryRun: true })).out).toContain('  + a [2Jb c\n');
  });

  it('needs a tracker', async () => {
    expect((await run(desk([]), {})).error).toMatchObject({ name: 'CommandFailed' });
  });
});
