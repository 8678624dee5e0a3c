import { Option } from 'commander';
import { trackersOn } from '../config.ts';
import { type TrackerName, trackerNames } from '../domain/issue.ts';
import type { Reconcile, ReconcileReport } from '../workflows/reconcile-contract.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { configFor, openService, quietLogFor } from './open-service.ts';
import { createProgress } from './progress.ts';
import { waitWords } from './rate.ts';
import { stopInTime, stopSignal } from './stop.ts';
import { table } from './table.ts';
import { time } from './time.ts';

export interface ReconcileOptions {
  readonly tracker?: TrackerName;
  readonly since?: Date;
  readonly full?: boolean;
  readonly json?: boolean;
}

export const registerReconcile: RegisterCommand = (program, context) => {
  program
    .command('reconcile')
    .description('find the changes that no webhook brought, and put right what is not as it should be')
    .addOption(new Option('--tracker <tracker>', 'only this tracker').choices(trackerNames))
    .option(
      '--since <time>',
      'changes since then instead of since the last look: 2026-03-01, 30m, 2h, 3d',
      time,
    )
    .option('--full', 'look at every issue, and whether every saved one is still there')
    .option('--json', 'print one JSON array')
    .addHelpText(
      'after',
      `
A running service does this by itself (reconcile.everyMinutes). What is found is reviewed through its queue; without
one, the next start does that. With the embedded store, stop the service first: one process opens it at a time.`,
    )
    .action((options: ReconcileOptions) => withService(options, context));
};

async function withService(options: ReconcileOptions, context: CliContext): Promise<void> {
  const config = configFor(context);
  const on = trackersOn(config);
  const wanted = on.filter((name) => options.tracker === undefined || options.tracker === name);
  if (wanted.length === 0) {
    throw new CommandFailed(`${options.tracker ?? 'No tracker'} is not connected: README.md tells how.`);
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
    await reconcile(service.reconcile, wanted, options, context, stopping.signal);
  } finally {
    await stopInTime(() => service.stop(), context, log);
    signal.forget();
  }
}

export async function reconcile(
  run: Reconcile,
  trackers: readonly TrackerName[],
  { since, full = false, json = false }: ReconcileOptions,
  context: CliContext,
  signal: AbortSignal,
): Promise<void> {
  const reports: ReconcileReport[] = [];
  for (const tracker of trackers) {
    const progress = createProgress(context.stderr, `Issues of ${tracker}`);
    const onProgress = ({ issues, waiting }: Parameters<NonNullable<OnProgress>>[0]) =>
      progress.update(issues, undefined, waiting ? waitWords(waiting) : '');
    // Who asks now wants to hear of everything, also of what a webhook may still bring.
    const request = { tracker, full, patienceMs: 0, ...(since && { since }) };
    reports.push(await run(request, { signal, onProgress }));
    progress.finish();
  }
  context.stdout.write(json ? `${JSON.stringify(reports)}\n` : tell(reports));
  const undone = reports.filter(({ outcome }) => outcome !== 'done' && outcome !== 'first');
  if (undone.length > 0) throw new CommandFailed(undone.map(reasonOf).join('\n'));
}

type OnProgress = NonNullable<Parameters<Reconcile>[1]>['onProgress'];

function tell(reports: readonly ReconcileReport[]): string {
  const looked = reports.filter(({ outcome }) => outcome !== 'busy' && outcome !== 'first');
  const rows = looked.map(({ tracker, since, issues, missed, moved, gone, drift, calls }) =>
    [tracker, since ?? 'the beginning', issues, missed, moved, gone, drift, calls.read].map(String),
  );
  const asked = looked.reduce((sum, one) => sum + one.asked, 0);
  const first = reports
    .filter(({ outcome }) => outcome === 'first')
    .map(({ tracker }) => `${tracker}: the first look. From now on changes count; --full looks at all.\n`);
  return [
    ...first,
    ...(rows.length > 0
      ? [table(['TRACKER', 'SINCE', 'CHANGED', 'MISSED', 'MOVED', 'GONE', 'DRIFT', 'READS'], rows)]
      : []),
    ...(asked > 0 ? [`${asked} reviews were asked for: the service does them, or its next start.\n`] : []),
  ].join('');
}

function reasonOf({ tracker, outcome, error }: ReconcileReport): string {
  switch (outcome) {
    case 'busy':
      return `${tracker}: another process is looking at it now.`;
    case 'stopped':
      return `${tracker}: stopped; the next look goes on there.`;
    default:
      return `${tracker}: failed: ${error ?? 'unknown'}. The next look goes on there.`;
  }
}
