import { type App, createSetupDesk } from './app.ts';
import type { Config } from './config.ts';
import { untilSettled } from './demo-settled.ts';
import { addDays } from './domain/okr/days.ts';
import { okrFieldNames } from './domain/okr/issue-standing.ts';
import { quarterOf } from './domain/okr/period.ts';
import { formatScore } from './domain/okr/score.ts';
import type { ObjectiveStanding } from './domain/okr/standing.ts';
import type { OkrStatus } from './domain/okr/status.ts';
import type { Log } from './domain/ports.ts';
import {
  DEMO_CHECK_INS,
  DEMO_FINISHED,
  DEMO_OBJECTIVE,
  DEMO_PROJECT,
  demoGoals,
} from './sandbox/backlog/goals.ts';
import type { Sandbox } from './sandbox/sandbox.ts';

interface BeforeAfter<T> {
  readonly before: T;
  readonly after: T;
}

/** What the tracker shows of a Linear project. */
export interface ShownProject {
  readonly health: string | null;
  /** Markdown; null while there is none. */
  readonly update: string | null;
}

/** An objective that moved because issues were finished, and where the trackers show it. */
export interface DemoOkrs {
  readonly objective: string;
  readonly status: BeforeAfter<OkrStatus>;
  /** As people say it; null without one. */
  readonly score: BeforeAfter<string | null>;
  readonly keyResults: readonly ({
    readonly statement: string;
    readonly target: string | null;
  } & BeforeAfter<string | null>)[];
  readonly finished: readonly { readonly key: string; readonly title: string }[];
  /** The epic's fields in Jira, by name. */
  readonly epic: { readonly key: string; readonly url: string } & BeforeAfter<
    Readonly<Record<string, string>>
  >;
  readonly project: { readonly name: string } & BeforeAfter<ShownProject>;
}

/** Gives the sandbox Jira the fields of the goals, as `waymark provision` would, and its account of calls a fresh start. */
export async function provisionOkrFields(config: Config, sandbox: Sandbox, log: Log): Promise<void> {
  const { provision } = createSetupDesk(config, { log });
  const { fields } = config.settings.everywhere.writeBack.jira;
  const names = okrFieldNames.flatMap((field) => fields[field]);
  const isWanted = (id: string) =>
    !id.startsWith('jira:field:') || names.some((name) => id.endsWith(`:${name}`));
  const scope = { tracker: 'jira' } as const;
  const plans = (await provision.plan(scope)).map((plan) => ({
    ...plan,
    steps: plan.steps.filter(({ id }) => isWanted(id)),
  }));
  await provision.apply(plans, scope, () => {});
  sandbox.jira.calls.reset();
}

/** The queues on the way from an issue to what trackers show of a goal. */
const telling = /^(?:reviews-|goals|progress)/;

/** Imports the goals, has people finish some of their issues, and tells what came of it. */
export async function moveObjective(app: App, sandbox: Sandbox): Promise<DemoOkrs> {
  const document = { path: 'goals.yaml', text: demoGoals(new Date()), format: 'yaml' } as const;
  const planned = await app.okrs.importGoals.plan([document]);
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  await app.okrs.importGoals.apply(planned.planned, 'demo');
  await checkIn(app);
  await untilSettled(app, sandbox, telling);
  const before = await look(app, sandbox);

  const finished = finishIssues(sandbox);
  await untilSettled(app, sandbox, telling);
  const after = await look(app, sandbox);
  const [first, second] = [before.standing, after.standing];
  return {
    objective: first.objective.statement,
    status: { before: first.status.status, after: second.status.status },
    score: { before: scoreOf(first), after: scoreOf(second) },
    keyResults: first.keyResults.map(({ keyResult, current }, index) => ({
      statement: keyResult.statement,
      target: keyResult.target?.text ?? null,
      before: current?.text ?? null,
      after: second.keyResults[index]?.current?.text ?? null,
    })),
    finished,
    epic: {
      key: DEMO_FINISHED.epic,
      url: sandbox.jira.issue(DEMO_FINISHED.epic).url,
      ...{ before: before.epic, after: after.epic },
    },
    project: { name: DEMO_PROJECT, before: before.project, after: after.project },
  };
}

/** What was said in the weeks before, as far as the quarter goes back. */
async function checkIn(app: App): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const { from } = quarterOf(today);
  for (const { values, keyResult, by, confidence, note } of DEMO_CHECK_INS) {
    for (const [index, value] of values.entries()) {
      const weeksAgo = values.length - 1 - index;
      const day = addDays(today, -1 - 7 * weeksAgo);
      if (day < from) continue;
      const more = weeksAgo === 0 ? { note } : {};
      await app.okrs.recordCheckIn({ keyResult, words: `"${value}"`, by, day, confidence, ...more });
    }
  }
}

function finishIssues(sandbox: Sandbox): DemoOkrs['finished'] {
  const { jira, linear } = sandbox;
  const projectId = projectOf(sandbox)?.id;
  const open = linear
    .issueKeys()
    .filter((key) => linear.raw(key).projectId === projectId && linear.issue(key).statusCategory !== 'done');
  return [
    ...DEMO_FINISHED.issues.map((key) => jira.transition(key, 'Done')),
    ...open.slice(0, DEMO_FINISHED.ofProject).map((key) => linear.transition(key, 'Done')),
  ].map(({ key, title }) => ({ key, title }));
}

async function look(app: App, sandbox: Sandbox) {
  const today = new Date().toISOString().slice(0, 10);
  const { objectives } = await app.okrs.currentStandings(today, {
    goals: [DEMO_OBJECTIVE],
    forecasts: false,
  });
  const [standing] = objectives;
  if (!standing) throw new Error('the goals of the demo are gone');
  const { fields } = sandbox.jira.issue(DEMO_FINISHED.epic);
  const epic = Object.fromEntries(
    Object.entries(fields).filter(([name]) => /^(?:OKR|Key result)/.test(name)),
  );
  const project = projectOf(sandbox);
  const update = project?.updates.findLast(({ archivedAt }) => archivedAt === null)?.body ?? null;
  return { standing, epic, project: { health: project?.health ?? null, update } };
}

function projectOf({ linear }: Sandbox) {
  return [...linear.workspace.projects.values()].find(({ name }) => name === DEMO_PROJECT);
}

function scoreOf({ score }: ObjectiveStanding): string | null {
  return score === null ? null : formatScore(score);
}
