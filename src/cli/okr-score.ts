import { chanceWords, type Forecast } from '../domain/okr/forecast.ts';
import type { Period } from '../domain/okr/period.ts';
import { rollOutPhases } from '../domain/okr/roll-out.ts';
import { formatScore } from '../domain/okr/score.ts';
import type { Value } from '../domain/okr/value.ts';
import { roughly } from '../domain/okr/value-format.ts';
import { percent } from '../domain/percent.ts';
import type { JudgeOkrs, OkrScores, TeamRollOut } from '../workflows/judge-okrs.ts';
import { scoresAsJson } from '../workflows/okr-answers.ts';
import type { CliContext, RegisterCommand } from './context.ts';
import { period } from './okr-period.ts';
import { withService } from './open-service.ts';
import { harmless, table } from './table.ts';

interface ScoreOptions {
  readonly period?: Period;
  readonly json?: true;
}

export const registerScore: RegisterCommand = (okr, context) => {
  okr
    .command('score')
    .description('where objectives and key results stand, where they head, and how far the roll-out is')
    .option('--period <period>', 'of this period, e.g. Q4-2026 (default: all that run today)', period)
    .option('--json', 'print one JSON object, with the rule behind each status and the evidence')
    .action((options: ScoreOptions) =>
      withService(context, ({ okrs: { judge } }) => score(judge, options, context)),
    );
};

export async function score(
  judge: Pick<JudgeOkrs, 'scores'>,
  options: ScoreOptions,
  context: CliContext,
): Promise<void> {
  const scores = await judge.scores(options.period);
  context.stdout.write(options.json ? `${JSON.stringify(scoresAsJson(scores))}\n` : tell(scores));
}

function tell({ objectives, standings, advice, rollOut, period: asked, today }: OkrScores): string {
  if (objectives.length === 0) {
    return `No objectives ${asked === null ? `run on ${today}` : `in ${asked.id}`}.\n`;
  }
  const rows = objectives.flatMap((one) => [
    ...[[harmless(one.objective.statement, 60), scoreOf(one.score), one.status.status, '', '', '', '']],
    ...one.keyResults.map(({ keyResult, score, status, current, progress }) => [
      `  ${keyResult.id}`,
      scoreOf(score),
      status.status,
      `${current?.text ?? '?'} of ${keyResult.target?.text ?? '?'}`,
      progress === null ? '' : percent(progress),
      ...forecastWords(standings.keyResults.get(keyResult.id)?.forecast ?? null, keyResult.target),
    ]),
  ]);
  const rules = objectives.flatMap((one) =>
    one.keyResults.map(({ keyResult, status }) => {
      const problem = standings.keyResults.get(keyResult.id)?.sourceProblem ?? null;
      return `${keyResult.id}: ${status.rule}${problem === null ? '' : ` Its source gave nothing: ${problem}.`}`;
    }),
  );
  return [
    table(['OBJECTIVE / KEY RESULT', 'SCORE', 'STATUS', 'NOW', 'WAY', 'CHANCE', 'LIKELY END'], rows),
    ...rules.map((line) => `${harmless(line, 400)}\n`),
    ...advice.map(({ message }) => `\n${harmless(message, 400)}\n`),
    ...rollOut.map(checklist),
  ].join('');
}

const scoreOf = (score: number | null) => (score === null ? '-' : formatScore(score));

function forecastWords(forecast: Forecast | null, target: Value | null): readonly [string, string] {
  if (forecast?.kind !== 'forecast' || target === null) return ['-', ''];
  const { low, high } = forecast.interval;
  return [chanceWords(forecast.probability), `${roughly(low, target)} to ${roughly(high, target)}`];
}

function checklist({ name, steps }: TeamRollOut): string {
  const phases = rollOutPhases.flatMap(({ id, title }) => [
    `  ${title}`,
    ...steps
      .filter(({ phase }) => phase === id)
      .map(
        (step) => `    [${step.done ? 'x' : ' '}] ${step.title}${step.late ? ' (late)' : ''}. ${step.detail}`,
      ),
  ]);
  return ['', `Roll-out: ${name}`, ...phases].map((line) => `${harmless(line, 400)}\n`).join('');
}
