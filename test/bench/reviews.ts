import { type TrackerName, trackerNames } from '../../src/domain/issue.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { editIssue, openIssue } from '../helpers/people.ts';
import { pointWebhooks, startSandbox } from '../helpers/service.ts';
import { startServiceProcess } from '../helpers/service-process.ts';
import type { BenchContext, BenchPart } from './part.ts';
import type { BindingName } from './places.ts';

/** Calls to the trackers for each changed issue. */
interface Calls {
  readonly reads: number;
  readonly comments: number;
  readonly fields: number;
}

interface ReviewsResult {
  /** From the first webhook to the last comment, over a thousand issues. */
  readonly perSecond: number;
  readonly thousand: Calls;
  /** The same issues told of again, nothing changed. */
  readonly again: Calls;
  /** Fifty edits of one issue, by tracker: whole calls. */
  readonly burst: Readonly<Record<TrackerName, Calls>>;
  readonly peakMemoryMb: number;
}

export const reviews: BenchPart = {
  name: 'reviews',
  on: 'each binding',
  async run(binding, context) {
    const figures = await measureReviews(binding, context);
    const { perSecond, thousand, again, burst, peakMemoryMb } = figures;
    return {
      figures,
      lines: [
        ['reviews, end to end', `${perSecond.toFixed(0).padStart(6)} issues/s`],
        ['calls an issue, 1,000 issues', calls(thousand)],
        ['  told again, unchanged', calls(again)],
        ['calls for 50 edits, Jira', calls(burst.jira, 0)],
        ['calls for 50 edits, Linear', calls(burst.linear, 0)],
        ['peak memory, all', `${peakMemoryMb.toFixed(0).padStart(6)} MB`],
      ],
    };
  },
};

function calls({ reads, comments, fields }: Calls, digits = 3): string {
  const show = (count: number) => count.toFixed(digits).padStart(6);
  return `${show(reads)} read ${show(comments)} comment ${show(fields)} fields`;
}

/** The whole service as one process against a sandbox that answers at once. */
async function measureReviews(
  binding: BindingName,
  { build, places, size: { issues } }: BenchContext,
): Promise<ReviewsResult> {
  const sandbox = await startSandbox({ backlog: 'empty' });
  const service = await startServiceProcess(build, await places.open(binding), sandbox, {
    settleSeconds: 0.2,
    logLevel: 'info',
  });
  try {
    pointWebhooks(sandbox, service.address);
    for (const name of trackerNames) {
      openIssue(sandbox, name);
      await service.quiet(sandbox);
    }
    const burst = {
      jira: await burstOf(sandbox, 'jira', () => service.quiet(sandbox)),
      linear: await burstOf(sandbox, 'linear', () => service.quiet(sandbox)),
    };

    reset(sandbox);
    for (const name of trackerNames) {
      for (let count = 0; count < issues / 2; count += 1) openIssue(sandbox, name);
    }
    const begun = performance.now();
    await service.quiet(sandbox);
    const seconds = (performance.now() - begun) / 1_000;
    const thousand = share(callsOf(sandbox, trackerNames), issues);

    reset(sandbox);
    await Promise.all(trackerNames.map((name) => sandbox[name].sendBacklog()));
    await service.quiet(sandbox);
    const again = share(callsOf(sandbox, trackerNames), issues + 2);
    const peakMemoryMb = (await service.memory()) / 1024;
    return { perSecond: issues / seconds, thousand, again, burst, peakMemoryMb };
  } finally {
    await service.kill();
    await sandbox.close();
  }
}

async function burstOf(sandbox: Sandbox, tracker: TrackerName, quiet: () => Promise<void>): Promise<Calls> {
  const { key } = openIssue(sandbox, tracker);
  await quiet();
  reset(sandbox);
  for (let edit = 1; edit <= 50; edit += 1) {
    const description = `Add button number ${edit} to the header.`;
    editIssue(sandbox, tracker, key, { title: `Button ${edit}`, description });
    if (edit % 10 === 0) await sandbox[tracker].idle();
  }
  await quiet();
  return callsOf(sandbox, [tracker]);
}

function reset(sandbox: Sandbox): void {
  for (const name of trackerNames) sandbox[name].calls.reset();
}

function callsOf(sandbox: Sandbox, trackers: readonly TrackerName[]): Calls {
  const all = trackers.flatMap((name) => [...sandbox[name].calls.all()]);
  const writes = all.filter(({ kind }) => kind === 'write');
  const comments = writes.filter(({ route }) => /comment/i.test(route)).length;
  return { reads: all.length - writes.length, comments, fields: writes.length - comments };
}

function share({ reads, comments, fields }: Calls, issues: number): Calls {
  return { reads: reads / issues, comments: comments / issues, fields: fields / issues };
}
