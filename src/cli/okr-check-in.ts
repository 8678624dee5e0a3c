import { Option } from 'commander';
import { type Confidence, confidences } from '../domain/okr/check-in.ts';
import type { KeyResultStanding } from '../domain/okr/standing.ts';
import { statusNames } from '../domain/okr/status.ts';
import { percent } from '../domain/percent.ts';
import type { RecordCheckIn } from '../workflows/record-check-in.ts';
import { type CliContext, CommandFailed, type RegisterCommand, userOf } from './context.ts';
import { withService } from './open-service.ts';
import { harmless } from './table.ts';

interface CheckInOptions {
  readonly note?: string;
  readonly confidence?: Confidence;
  readonly day?: string;
  readonly evidence?: readonly string[];
  readonly corrects?: string;
  readonly by?: string;
  readonly json?: true;
}

export const registerCheckIn: RegisterCommand = (okr, context) => {
  const command = okr
    .command('check-in')
    .description('say where a key result stands')
    .argument('<key-result>', 'its id, as `okr score` shows it')
    .argument('<value>', 'as people write it: 61%, $50k/month, 4.5/5, 48hr, 1.2M')
    .argument('[note...]', 'what happened')
    .option('--note <text>', 'the same, where a shell makes words difficult')
    .addOption(new Option('--confidence <level>', 'how sure you are to reach it').choices(confidences))
    .option('--day <day>', 'the day it speaks of, e.g. 2026-11-02 (default: today)')
    .option('--evidence <links...>', 'web addresses that show it')
    .option('--corrects <id>', 'the check-in that this one replaces; both stay on record')
    .option('--by <name>', 'whose word it is (default: the user of this machine)')
    .option('--json', 'print one JSON object')
    .action((keyResult: string, value: string, note: readonly string[], options: CheckInOptions) =>
      withService(context, ({ okrs: { recordCheckIn } }) =>
        checkIn(recordCheckIn, { keyResult, value, note }, options, context),
      ),
    );
  // A value below zero (`-5%`) would be taken for an option; with a true minus sign it is none.
  const parse = command.parseOptions.bind(command);
  command.parseOptions = (given) => parse(given.map((one) => one.replace(/^-(?=[$€£¥]?\d)/, '−')));
};

export async function checkIn(
  record: RecordCheckIn,
  given: { readonly keyResult: string; readonly value: string; readonly note: readonly string[] },
  options: CheckInOptions,
  context: CliContext,
): Promise<void> {
  const { json, by = userOf(context), note = given.note.join(' '), ...rest } = options;
  const outcome = await record({
    keyResult: given.keyResult.toLowerCase(),
    // In quotes the whole of it is the value: a note is said apart here.
    words: `"${given.value.replaceAll('"', '')}"`,
    by,
    ...(note && { note }),
    ...rest,
  });
  if ('message' in outcome) {
    if (json) context.stdout.write(`${JSON.stringify(outcome)}\n`);
    throw new CommandFailed(harmless(outcome.message, 500));
  }
  const { checkIn: row, standing } = outcome;
  if (json) {
    const { progress, score, status } = standing;
    context.stdout.write(
      `${JSON.stringify({ outcome: outcome.outcome, checkIn: row, progress, score, ...status })}\n`,
    );
    return;
  }
  const { keyResult } = standing;
  context.stdout.write(
    `${harmless(keyResult.statement)}\n${row.day}: ${row.value.text}${whereItStands(row.id, standing)}\n` +
      `Check-in ${row.id}; --corrects ${row.id} replaces it.\n`,
  );
}

/** The standing rests on the latest day, which need not be the one that was told now. */
function whereItStands(told: string, { asOf, progress, status }: KeyResultStanding): string {
  const far = progress === null ? '' : ` (${percent(progress)} of the way)`;
  const judged = `${far}, ${statusNames[status.status]}. ${status.rule}`;
  if (asOf === null || asOf.id === told) return judged;
  return `.\n${asOf.day} is later and counts: ${asOf.value.text}${judged}`;
}
