import type { DocumentRest, GoalDocument } from '../domain/okr/document.ts';
import { describePlan, isEmptyPlan } from '../domain/okr/import-plan.ts';
import type { Uncounted } from '../domain/okr/uncounted.ts';
import type { ImportGoals, PlannedImport } from '../workflows/import-goals.ts';
import { confirm } from './confirm.ts';
import { type CliContext, CommandFailed, type RegisterCommand, userOf } from './context.ts';
import { defaultFolder, documentsAt, problemLines } from './okr-documents.ts';
import { withService } from './open-service.ts';
import { harmless } from './table.ts';

interface ImportOptions {
  readonly prune?: true;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly by?: string;
  readonly json?: true;
}

export const registerImport: RegisterCommand = (okr, context) => {
  okr
    .command('import')
    .description('take goals in from YAML or Markdown files; shows what would change and asks')
    .argument('[paths...]', `files or folders (default: ${defaultFolder})`)
    .option('--prune', 'also remove goals that the files do not hold; their check-ins stay')
    .option('--dry-run', 'show what would be done and change nothing')
    .option('--yes', 'do it without asking')
    .option('--by <name>', 'who imports, for the record (default: the user of this machine)')
    .option('--json', 'print one JSON object; goes with --yes or --dry-run')
    .addHelpText(
      'after',
      `
Goals keep their ids: those without one are known again by their words and their place. A current value that is new
in the files becomes a check-in. Of Markdown, what is not understood is listed and nothing is lost in silence.
Exit 1 when a file cannot be read; then nothing is imported.`,
    )
    .action((paths: readonly string[], options: ImportOptions) => {
      const documents = documentsAt(paths.length > 0 ? paths : [defaultFolder], context);
      return withService(context, ({ okrs: { importGoals } }) =>
        importFiles(importGoals, documents, options, context),
      );
    });
};

export async function importFiles(
  goals: ImportGoals,
  documents: readonly GoalDocument[],
  options: ImportOptions,
  context: CliContext,
): Promise<void> {
  const { prune = false, dryRun = false, yes = false, json = false, by = userOf(context) } = options;
  if (json && !dryRun && !yes) throw new CommandFailed('--json goes with --yes or --dry-run.');
  const print = (text: string) => context.stdout.write(text);
  const outcome = await goals.plan(documents, { prune });
  if (!outcome.ok) {
    const { problems } = outcome;
    print(
      json
        ? `${JSON.stringify({ outcome: 'unreadable', version: null, problems })}\n`
        : problemLines(problems),
    );
    throw new CommandFailed(`${plural(problems.length, 'problem')}: nothing was imported.`);
  }
  const { planned } = outcome;
  if (!json) print(describe(planned));
  if (isEmptyPlan(planned.plan) || dryRun) {
    if (json) print(asJson(planned, dryRun ? 'planned' : 'nothing-to-do', planned.basedOn));
    else if (isEmptyPlan(planned.plan)) print('Nothing to import: the goals are as the files have them.\n');
    return;
  }
  if (!(await confirm('Import this?', yes, context))) {
    print('Nothing was imported.\n');
    return;
  }
  const done = await goals.apply(planned, by);
  if (done.outcome === 'conflict') {
    throw new CommandFailed('Somebody else has imported meanwhile: run it again to see what is left to do.');
  }
  print(json ? asJson(planned, done.outcome, done.version) : `Imported as version ${done.version}.\n`);
}

function describe({ plan, uncounted, leftOver, kept }: PlannedImport): string {
  const listed = (title: string, rest: readonly DocumentRest[]) =>
    rest.length === 0 ? [] : ['', title, ...rest.map(restLine)];
  const rest = [
    ...listed(
      'Not understood, and missing in the goal that was made of the rest:',
      leftOver.filter(({ ofGoal }) => ofGoal),
    ),
    ...listed(
      'Not understood, and in no goal:',
      leftOver.filter(({ ofGoal }) => !ofGoal),
    ),
  ];
  const staying =
    kept === 0
      ? []
      : [`${plural(kept, 'known goal')} not in these files: left as they are (--prune removes them)`];
  return [...describePlan(plan), ...uncounted.map(uncountedLine), ...staying, ...rest, '']
    .map((line) => `${harmless(line, 400)}\n`)
    .join('');
}

const uncountedLine = ({ keyResult, checkIns, last, against }: Uncounted) =>
  `! key-result ${keyResult}: ${plural(checkIns, 'check-in')} (the last says ${last}) will count no more, in another unit than ${against}. ` +
  'Correct them (okr check-in --corrects), or give the key result an id of its own.';

const restLine = ({ file, line, endLine, text, reason }: DocumentRest) =>
  `  ${file}:${line}${endLine > line ? `-${endLine}` : ''}: ${text} (${reason})`;

function asJson(
  { plan, uncounted, leftOver, kept }: PlannedImport,
  outcome: string,
  version: number,
): string {
  const { added, changed, removed, unchanged } = plan;
  const ids = (goals: readonly { readonly id: string }[]) => goals.map(({ id }) => id);
  return `${JSON.stringify({
    outcome,
    version,
    added: ids(added),
    changed: changed.map(({ id, fields }) => ({ id, fields })),
    removed: ids(removed),
    unchanged: unchanged.length,
    kept,
    uncounted,
    leftOver,
  })}\n`;
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
