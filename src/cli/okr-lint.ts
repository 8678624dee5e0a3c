import type { GoalDocument } from '../domain/okr/document.ts';
import { createGoalTree } from '../domain/okr/goal-tree.ts';
import { lintGoals } from '../domain/okr/lint/lint.ts';
import type { LintSettings, OkrFinding } from '../domain/okr/lint/lint-rule.ts';
import { readDocuments } from '../okr-files/read-documents.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { documentsAt, problemLines } from './okr-documents.ts';
import { configFor, withService } from './open-service.ts';
import { harmless } from './table.ts';

interface LintOptions {
  readonly strict?: true;
  readonly json?: true;
}

export const registerLint: RegisterCommand = (okr, context) => {
  okr
    .command('lint')
    .description('say what is amiss in the wording of goals, with the words that show it and a better shape')
    .argument('[paths...]', 'files or folders to look at; without any, the stored goals and their check-ins')
    .option('--strict', 'exit 1 for every finding, not only for problems')
    .option('--json', 'print one JSON array')
    .addHelpText('after', '\nExit 1 when there are problems: a key result that nobody could ever measure.')
    .action(async (paths: readonly string[], options: LintOptions) => {
      if (paths.length === 0) {
        await withService(context, async ({ okrs: { judge } }) =>
          tellLint((await judge.lint()).findings, options, context),
        );
        return;
      }
      const { lint } = configFor(context).settings.everywhere.okr;
      lintFiles(documentsAt(paths, context), lint, options, context);
    });
};

/** Lints files alone: nothing is stored, and nothing is said about check-ins. */
export function lintFiles(
  documents: readonly GoalDocument[],
  settings: LintSettings,
  options: LintOptions,
  context: CliContext,
): void {
  const { goals, problems } = readDocuments(documents, [], []);
  if (problems.length > 0) {
    if (options.json) context.stdout.write(`${JSON.stringify({ outcome: 'unreadable', problems })}\n`);
    else context.stdout.write(problemLines(problems));
    throw new CommandFailed(`${problems.length} problems: the files cannot be read as goals.`);
  }
  tellLint(lintGoals(createGoalTree(goals), { settings }), options, context);
}

export function tellLint(findings: readonly OkrFinding[], options: LintOptions, context: CliContext): void {
  const { strict = false, json = false } = options;
  const problems = findings.filter(({ severity }) => severity === 'problem').length;
  if (json) context.stdout.write(`${JSON.stringify(findings)}\n`);
  else {
    const count = `${findings.length} findings, ${problems} of them problems.\n`;
    context.stdout.write(
      `${findings.map(lines).join('')}${findings.length === 0 ? 'Nothing to say.\n' : count}`,
    );
  }
  if (problems > 0 || (strict && findings.length > 0)) {
    throw new CommandFailed('Some goals want other words before they can guide anybody.');
  }
}

function lines({ goal, check, severity, message, evidence, suggestion }: OkrFinding): string {
  return [
    `${goal}  ${severity}  ${check}`,
    `  ${message}`,
    ...(evidence === '' ? [] : [`  “${evidence}”`]),
    `  → ${suggestion}`,
    '',
  ]
    .map((line) => `${harmless(line, 500)}\n`)
    .join('');
}
