import { Option } from 'commander';
import { type TrackerName, trackerNames } from '../domain/issue.ts';
import type { FieldValue } from '../domain/write-back/fields.ts';
import type { IssueUndo, UndoScope, UndoWrites } from '../workflows/undo-writes.ts';
import { confirm } from './confirm.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { withService } from './open-service.ts';
import { createProgress } from './progress.ts';
import { table } from './table.ts';
import { time } from './time.ts';

interface UndoOptions {
  readonly since: Date;
  readonly project?: string;
  readonly tracker?: TrackerName;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

export const registerUndo: RegisterCommand = (program, context) => {
  program
    .command('undo')
    .description('take back what Waymark wrote: its comments go, fields get back what they had before')
    .requiredOption(
      '--since <time>',
      'what was written since then: 2026-03-01, 2026-03-01T10:00Z, 30m, 2h, 3d',
      time,
    )
    .option('--project <key>', 'only in this Jira project or Linear team')
    .addOption(new Option('--tracker <tracker>', 'only in this tracker').choices(trackerNames))
    .option('--dry-run', 'show what would be done and write nothing')
    .option('--yes', 'do it without asking')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
What a person has changed since is left alone and listed. Waymark then leaves these issues alone until their text or
the settings change, or somebody says so on the issue. An undo that was interrupted goes on when it is run again.
With the embedded store, stop the service first: one process opens it at a time.`,
    )
    .action((options: UndoOptions) =>
      withService(context, (service) => undoWrites(service.undoWrites, options, context)),
    );
};

export async function undoWrites(undo: UndoWrites, options: UndoOptions, context: CliContext): Promise<void> {
  const { since, project, tracker, dryRun = false, yes = false, json = false } = options;
  const scope: UndoScope = { since, ...(project && { project }), ...(tracker && { tracker }) };
  const { issues, fields, comments } = await undo.count(scope);
  const from = since.toISOString();
  if (issues === 0 && !json) {
    context.stdout.write(`Waymark has written nothing since ${from}.\n`);
    return;
  }
  if (!dryRun && issues > 0) {
    const question = `Take back ${plural(comments, 'comment')} and ${plural(fields, 'field')} on ${plural(issues, 'issue')}, written since ${from}?`;
    if (!(await confirm(question, yes, context))) {
      context.stdout.write('Nothing was done.\n');
      return;
    }
  }
  const progress = createProgress(context.stderr, 'Issues');
  const found = await undo.run(scope, { dryRun, onIssue: (done, of) => progress.update(done, of) });
  progress.finish();
  context.stdout.write(
    json ? `${JSON.stringify({ since: from, dryRun, issues: found })}\n` : tell(found, dryRun),
  );
  const failed = found.filter(({ outcome }) => outcome === 'failed');
  if (failed.length > 0) {
    throw new CommandFailed(`${plural(failed.length, 'issue')} could not be undone: run it again.`);
  }
}

function tell(found: readonly IssueUndo[], dryRun: boolean): string {
  const rows = found.flatMap(rowsOf);
  const removed = found.filter(({ comment }) => comment).length;
  const restored = found.reduce((sum, { fields }) => sum + fields.length, 0);
  const verb = dryRun ? 'would be' : 'were';
  const summary = `${plural(removed, 'comment')} ${verb} removed, ${plural(restored, 'field')} ${verb} restored.\n`;
  return rows.length === 0 ? summary : `${table(['ISSUE', 'WHAT', 'NOW', 'BECOMES'], rows)}\n${summary}`;
}

function rowsOf(undone: IssueUndo): string[][] {
  const { key, outcome, comment, fields, leftAlone, refused, updates = 0, error } = undone;
  if (outcome === 'gone') return [[key, 'issue', 'gone or out of sight', 'left alone']];
  return [
    ...(comment ? [[key, 'comment', 'there', 'removed']] : []),
    ...(updates > 0 ? [[key, plural(updates, 'update'), 'there', 'as before']] : []),
    ...fields.map(({ field, from, to }) => [key, field, shown(from), shown(to)]),
    ...leftAlone.map(({ field, found }) => [key, field, shown(found), 'left alone: changed since']),
    ...refused.map(({ field, message }) => [key, field, '', `refused: ${message}`]),
    ...(error !== null && refused.length === 0 ? [[key, 'issue', '', `failed: ${error}`]] : []),
  ];
}

function shown(value: FieldValue | undefined): string {
  return value === null || value === undefined || value === '' ? '(empty)' : String(value);
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
