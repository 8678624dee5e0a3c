import { setTimeout as delay } from 'node:timers/promises';
import { Option } from 'commander';
import { type TrackerName, trackerNames } from '../domain/issue.ts';
import type {
  Backfill,
  BackfillProgress,
  BackfillReport,
  BackfillRequest,
} from '../workflows/backfill-contract.ts';
import { backfillWords } from './backfill-words.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { configFor, openService, quietLogFor } from './open-service.ts';
import { createProgress, type Progress } from './progress.ts';
import { about, createRate, waitWords } from './rate.ts';
import { stopInTime, stopSignal } from './stop.ts';

export interface BackfillOptions {
  readonly tracker: TrackerName;
  readonly query?: string;
  readonly dryRun?: true;
  readonly comment?: true;
  readonly restart?: true;
  readonly json?: true;
}

/** A process that was killed lets go of its right to be the only one within a minute. */
const lettingGoMs = 65_000;
const lookAgainMs = 2_000;

export const registerBackfill: RegisterCommand = (program, context) => {
  program
    .command('backfill')
    .description('read the issues that were there before Waymark, and write their fields')
    .addOption(
      new Option('--tracker <tracker>', 'the tracker').choices(trackerNames).makeOptionMandatory(true),
    )
    .option('--query <query>', 'only these issues: JQL in Jira, keys of teams such as PAY,APP in Linear')
    .option('--dry-run', 'tell what would be written and what it costs; nothing is written')
    .option('--comment', 'write comments too, where something is missing')
    .option('--restart', 'begin anew where an earlier run stopped on its way')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Where it stands is saved after each page: stopped or killed, the same command goes on there. It uses a part of the
tracker's rate limits (backfill.share) and lets live reviews go first. Without --comment an issue that is read for the
first time stays without a comment until somebody changes it.
With the embedded store, stop the service first: one process opens it at a time.`,
    )
    .action((options: BackfillOptions) => withService(options, context));
};

async function withService(options: BackfillOptions, context: CliContext): Promise<void> {
  const config = configFor(context);
  if (config.trackers[options.tracker] === null) {
    throw new CommandFailed(`${options.tracker} is not connected: README.md tells how, step by step.`);
  }
  const log = quietLogFor(config, context);
  const signal = stopSignal(context);
  const stopping = new AbortController();
  signal.asked.then(
    () => stopping.abort(),
    () => {},
  );
  const service = await openService(config, log);
  try {
    await backfill(service.backfill, options, context, stopping.signal);
  } finally {
    await stopInTime(() => service.stop(), context, log);
    signal.forget();
  }
}

export async function backfill(
  run: Backfill,
  options: BackfillOptions,
  context: CliContext,
  signal: AbortSignal,
): Promise<void> {
  const { tracker, query, dryRun = false, comment = false, restart = false, json = false } = options;
  const request: BackfillRequest = {
    ...{ tracker, dryRun, comment, restart },
    query: query?.trim() ? query.trim() : null,
  };
  const progress = createProgress(context.stderr, dryRun ? 'Issues read' : 'Issues');
  const report = await untilFree(
    () => run(request, { signal, onProgress: shown(progress) }),
    progress,
    signal,
  );
  progress.finish();
  const columns = context.stdout.columns ?? 100;
  context.stdout.write(json ? `${JSON.stringify(report)}\n` : backfillWords(report, columns));
  if (report.outcome !== 'done') throw new CommandFailed(reasonOf(report));
}

/** One that was killed a moment ago may still hold the line. */
async function untilFree(
  run: () => Promise<BackfillReport>,
  progress: Progress,
  signal: AbortSignal,
): Promise<BackfillReport> {
  const until = performance.now() + lettingGoMs;
  let isTold = false;
  for (;;) {
    const report = await run();
    if (report.outcome !== 'busy' || signal.aborted || performance.now() > until) return report;
    if (!isTold)
      progress.say('Another backfill is at it. If it was killed, it lets go within a minute: waiting …');
    isTold = true;
    await delay(lookAgainMs, undefined, { signal }).catch(() => {});
  }
}

function shown(progress: Progress): (state: BackfillProgress) => void {
  const rate = createRate();
  return ({ issues, total, issuesNow, callsLeft, waiting }) => {
    const perSecond = rate.perSecond(issuesNow);
    const left = total === null ? null : rate.secondsLeft(issuesNow, Math.max(0, total - issues));
    const parts = [
      ...(perSecond === null ? [] : [`${perSecond.toFixed(perSecond < 10 ? 1 : 0)}/s`]),
      ...(callsLeft === null ? [] : [`${callsLeft} calls left`]),
      ...(left === null || issues === 0 ? [] : [about(left)]),
      ...(waiting === null ? [] : [waitWords(waiting)]),
    ];
    progress.update(issues, total ?? undefined, parts.join(' · '));
  };
}

function reasonOf({ outcome, error, tally, total, request }: BackfillReport): string {
  if (outcome === 'busy') return `Another backfill of ${request.tracker} is running.`;
  const where = `${tally.issues}${total === null ? '' : ` of ${total}`} issues`;
  const goOn = request.dryRun
    ? 'A dry run begins anew each time.'
    : 'Run the same command again: it goes on there. With --restart it begins anew.';
  return outcome === 'stopped'
    ? `Stopped after ${where}. ${goOn}`
    : `Failed after ${where}: ${error ?? 'unknown'}. ${goOn}`;
}
