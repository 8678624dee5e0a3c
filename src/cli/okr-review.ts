import { Option } from 'commander';
import type { Period } from '../domain/okr/period.ts';
import { type ReviewFormat, renderReview, reviewFormats } from '../domain/okr/review/review-blocks.ts';
import type { JudgeOkrs } from '../workflows/judge-okrs.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { period } from './okr-period.ts';
import { withService } from './open-service.ts';
import { harmless } from './table.ts';

export interface DocumentOptions {
  readonly format: ReviewFormat;
  readonly json?: true;
}

export const formatOption = () =>
  new Option('--format <format>', 'how to print it').choices(reviewFormats).default('md');

export const registerReview: RegisterCommand = (okr, context) => {
  okr
    .command('review')
    .description('print the review of a period, filled in from what is known, its gaps marked')
    .argument('<period>', 'e.g. Q4-2026, 2026-H1, 2026-11', period)
    .option('--team <team>', 'of this team only, by its id')
    .addOption(formatOption())
    .option('--json', 'the same as --format json')
    .addHelpText('after', '\nFor example: waymark okr review Q4-2026 --format html > review.html')
    .action((of: Period, options: DocumentOptions & { readonly team?: string }) =>
      withService(context, ({ okrs: { judge } }) => review(judge, of, options, context)),
    );
};

export async function review(
  judge: Pick<JudgeOkrs, 'review'>,
  of: Period,
  { format, json, team }: DocumentOptions & { readonly team?: string },
  context: CliContext,
): Promise<void> {
  const document = await judge.review(of, { ...(team !== undefined && { team }) });
  context.stdout.write(renderReview(document, json ? 'json' : format));
  if (document.objectives.length === 0)
    throw new CommandFailed(
      `There are no objectives in ${of.id}${team === undefined ? '' : ` of the team “${harmless(team, 64)}”`}.`,
    );
}
