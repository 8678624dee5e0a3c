import { Option } from 'commander';
import { type TrackerName, trackerNames } from '../domain/issue.ts';
import type { Provision, ProvisionScope, StepOutcome, TrackerPlan } from '../workflows/provision.ts';
import { confirm } from './confirm.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { configFor, quietLogFor } from './open-service.ts';
import { harmless } from './table.ts';

export interface ProvisionOptions {
  readonly tracker?: TrackerName;
  readonly project?: readonly string[];
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

const titles = { jira: 'Jira', linear: 'Linear' } as const;

export const registerProvision: RegisterCommand = (program, context) => {
  program
    .command('provision')
    .description('set Jira and Linear up: the fields or labels Waymark keeps in sync, and the webhooks')
    .addOption(new Option('--tracker <tracker>', 'only this tracker').choices(trackerNames))
    .option('--project <keys...>', 'put fields on the screens of these Jira projects only')
    .option('--dry-run', 'show what would be done and change nothing')
    .option('--yes', 'do it without asking')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
What is there already is left as it is: run twice, it changes nothing the second time. What takes more rights than the
account has is listed with what to do by hand.`,
    )
    .action(async (options: ProvisionOptions) => {
      const config = configFor(context);
      const log = quietLogFor(config, context);
      const { createSetupDesk } = await import('../app.ts');
      await provision(createSetupDesk(config, { log }).provision, options, context);
    });
};

export async function provision(
  desk: Provision,
  options: ProvisionOptions,
  context: CliContext,
): Promise<void> {
  const { tracker, project, dryRun = false, json = false } = options;
  const scope: ProvisionScope = { ...(tracker && { tracker }), ...(project && { projects: project }) };
  const plans = await desk.plan(scope);
  if (plans.length === 0) {
    throw new CommandFailed('No tracker is connected: README.md tells how, step by step.');
  }
  const missing = plans.flatMap(({ steps }) => steps.filter(({ state }) => state === 'missing'));
  if (!json) context.stdout.write(plans.map(planLines).join('\n'));
  const isAgreed = missing.length > 0 && !dryRun && (await agreed(missing.length, options, context));
  const outcomes = isAgreed
    ? await desk.apply(plans, scope, (outcome) => {
        if (!json) context.stdout.write(outcomeLine(outcome));
      })
    : [];
  if (json) context.stdout.write(`${JSON.stringify({ dryRun, plans, outcomes })}\n`);
  else context.stdout.write(`\n${summary(missing.length, outcomes)}\n`);

  const problems = [...plans, ...outcomes].filter(({ problem }) => problem !== null).length;
  if (problems > 0) throw new CommandFailed('Not everything could be done: see above, and run it again.');
}

async function agreed(count: number, { yes, json }: ProvisionOptions, context: CliContext): Promise<boolean> {
  if (json && !yes)
    throw new CommandFailed('With --json nobody is asked: add --yes, or --dry-run to look only.');
  return confirm(`\nDo ${count === 1 ? 'this one thing' : `these ${count} things`}?`, yes === true, context);
}

function planLines({ tracker, steps, problem }: TrackerPlan): string {
  const head = `${titles[tracker]}\n`;
  if (problem !== null) return `${head}  ! ${harmless(problem, 600)}\n`;
  const present = steps.filter(({ state }) => state === 'present').length;
  const lines = steps.flatMap(({ state, title, remedy }) => {
    if (state === 'present') return [];
    const shown = harmless(title, 600);
    return state === 'missing'
      ? [`  + ${shown}`]
      : [`  ! by hand: ${shown}`, `    → ${harmless(remedy ?? '', 800)}`];
  });
  const there =
    present === 0 ? [] : [`  = ${present} ${present === 1 ? 'thing is' : 'things are'} there already`];
  return [head, ...[...there, ...lines].map((text) => `${text}\n`)].join('');
}

function outcomeLine({ step, problem }: StepOutcome): string {
  const title = harmless(step.title, 600);
  return problem === null ? `done    ${title}\n` : `FAILED  ${title}\n        ${harmless(problem, 600)}\n`;
}

function summary(missing: number, outcomes: readonly StepOutcome[]): string {
  if (missing === 0) return 'There is nothing to do.';
  if (outcomes.length === 0) return 'Nothing was changed.';
  const done = outcomes.filter(({ problem }) => problem === null).length;
  return `${done} of ${outcomes.length} done.`;
}
