import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { type TrackerName, trackerNames } from '../../src/domain/issue.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { addJiraFields } from '../helpers/jira-bench.ts';
import { setUpLinear } from '../helpers/linear-bench.ts';
import { environmentFor, type Place, startSandbox } from '../helpers/service.ts';
import type { BenchContext, BenchPart } from './part.ts';
import type { BindingName } from './places.ts';

/** One run of `waymark backfill`, as the tracker and the system saw it. */
interface BackfillRun {
  readonly issues: number;
  readonly reads: number;
  readonly writes: number;
  readonly seconds: number;
  readonly peakMemoryMb: number;
}

type BackfillResult = Readonly<
  Record<
    TrackerName,
    { readonly dryRun: BackfillRun; readonly run: BackfillRun; readonly again: BackfillRun }
  >
>;

const stories = [
  'As a PO, I want a Save for Later button so shoppers can store items in the cart',
  'As a shopper, I want to find past orders, so that I can order the same things again',
  'Export button on the report page',
  'We expect that a shorter form will raise the share of finished sign-ups from 40 to 50 percent',
  'Support agents lose ten minutes on each refund because they copy the order by hand',
];

export const backfill: BenchPart = {
  name: 'backfill',
  on: 'each binding',
  async run(binding, context) {
    const figures = await measureBackfill(binding, context);
    const lines = Object.entries(figures).flatMap(([tracker, { dryRun, run, again }]) => [
      [`backfill of ${tracker}, dry run`, shown(dryRun)] as const,
      [`backfill of ${tracker}`, shown(run)] as const,
      ['  again, unchanged', shown(again)] as const,
    ]);
    return { figures, lines };
  },
};

function shown({ issues, reads, writes, seconds, peakMemoryMb }: BackfillRun): string {
  const rate = (issues / seconds).toFixed(0);
  return `${issues} issues  ${reads} reads  ${writes} writes  ${seconds.toFixed(1)} s  ${rate}/s  ${peakMemoryMb.toFixed(0)} MB`;
}

/** The program itself against a sandbox with so many issues, which answers at once and sends no webhooks. */
async function measureBackfill(
  binding: BindingName,
  { build, places, size: { backlog } }: BenchContext,
): Promise<BackfillResult> {
  const sandbox = await startSandbox({ backlog: 'empty' });
  try {
    fill(sandbox, backlog);
    // Three runs one after the other would use up what an hour has, and the rest would be waiting.
    sandbox.linear.settings.complexityPerHour *= 10;
    addJiraFields(sandbox.jira, ['framing']);
    // Edits of many take their time, so that whoever waits for them has to look.
    sandbox.jira.settings.bulkMsPerIssue = 2;
    await setUpLinear(sandbox.linear);
    const place = await places.open(binding);
    const result: Partial<Record<TrackerName, BackfillResult[TrackerName]>> = {};
    for (const tracker of trackerNames) {
      const of = (...more: string[]) => measure(build, place, sandbox, tracker, more);
      result[tracker] = { dryRun: await of('--dry-run'), run: await of(), again: await of() };
    }
    return result as BackfillResult;
  } finally {
    await sandbox.close();
  }
}

function fill({ jira, linear }: Sandbox, issues: number): void {
  for (let index = 0; index < issues; index += 1) {
    const story = stories[index % stories.length] ?? '';
    const description = `${story}.\n\nSeen again in week ${index % 52}, by ${1 + (index % 7)} people.`;
    jira.createIssue({ project: 'SHOP', summary: `${story} (${index})`, description });
    linear.createIssue({ team: 'PAY', title: `${story} (${index})`, description });
  }
}

async function measure(
  build: string,
  place: Place,
  sandbox: Sandbox,
  tracker: TrackerName,
  more: readonly string[],
): Promise<BackfillRun> {
  const { calls } = sandbox[tracker];
  calls.reset();
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [join(build, 'src/main.js'), 'backfill', '--tracker', tracker, '--json', ...more],
    {
      env: { PATH: process.env.PATH ?? '', ...environmentFor(place, sandbox) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [output, log, peakKb] = ['', '', 0];
  child.stdout.on('data', (data) => {
    output += data;
  });
  child.stderr.on('data', (data) => {
    log += data;
  });
  const watch = setInterval(() => {
    peakKb = Math.max(peakKb, peakMemoryKb(child.pid ?? 0));
  }, 100);
  const [code] = await once(child, 'close');
  clearInterval(watch);
  if (code !== 0) throw new Error(`backfill ended with ${code}\n${log}\n${output}`);
  const report = JSON.parse(output) as { readonly tally: { readonly issues: number } };
  return {
    issues: report.tally.issues,
    reads: calls.reads,
    writes: calls.writes,
    seconds: (performance.now() - begun) / 1_000,
    peakMemoryMb: peakKb / 1024,
  };
}

/** 0 where the system does not tell, or the process has just ended. */
function peakMemoryKb(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
