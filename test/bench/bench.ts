import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from '../helpers/service.ts';
import { type BackfillResult, type BackfillRun, measureBackfill } from './backfill.ts';
import { type IntakeResult, measureIntake } from './intake.ts';
import { bindingNames, openPlaces } from './places.ts';
import { type Calls, measureReviews, type ReviewsResult } from './reviews.ts';

const partNames = ['intake', 'reviews', 'backfill'] as const;
const usage = `npm run bench -- [PART…] [options]
Measures ${partNames.join(', ')} (or those that are named) on every binding that this machine has, in one run. Absolute figures are the machine's;
what counts are the ratios.
  --json           print one JSON object
  --quick          a tenth of the work, to see that it runs
  --only PART      the same as naming it
  --binding NAME   one of ${bindingNames.join(', ')}`;

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    binding: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const print = (text: string) => process.stdout.write(`${text}\n`);
if (values.help) {
  print(usage);
  process.exit(0);
}

const named = [...positionals, ...(values.only === undefined ? [] : [values.only])];
const unknown = named.find((name) => !partNames.some((part) => part === name));
if (unknown !== undefined) {
  process.stderr.write(`${unknown} is none of ${partNames.join(', ')}\n`);
  process.exit(2);
}
const isWanted = (part: (typeof partNames)[number]) => named.length === 0 || named.includes(part);
const build = join(import.meta.dirname, '../..');
const size = values.quick
  ? { rounds: 1, count: 600, issues: 100, backlog: 1_000 }
  : { rounds: 3, count: 5_000, issues: 1_000, backlog: 10_000 };
const places = await openPlaces();
const sandbox = await startSandbox({ backlog: 'empty' });
const results: {
  binding: string;
  intake?: IntakeResult;
  reviews?: ReviewsResult;
  backfill?: BackfillResult;
}[] = [];
try {
  for (const binding of places.available) {
    if (values.binding !== undefined && values.binding !== binding) continue;
    const { rounds, count, issues, backlog } = size;
    const intake = isWanted('intake')
      ? { intake: await measureIntake(binding, { build, places, sandbox, rounds, count }) }
      : {};
    const reviews = isWanted('reviews')
      ? { reviews: await measureReviews(binding, { build, places, issues }) }
      : {};
    const backfill = isWanted('backfill')
      ? { backfill: await measureBackfill(binding, { build, places, issues: backlog }) }
      : {};
    const result = { binding, ...intake, ...reviews, ...backfill };
    results.push(result);
    if (!values.json) printResult(result);
  }
} finally {
  await sandbox.close();
  await places.close();
}

if (values.json) print(JSON.stringify({ node: process.version, ...size, results }, null, 2));
for (const name of bindingNames) {
  if (!places.available.includes(name)) process.stderr.write(`left out: ${name} is not installed\n`);
}

function printResult({ binding, intake, reviews, backfill }: (typeof results)[number]): void {
  print(`\n${binding}`);
  if (intake) {
    const row = (name: string, { perSecond, p50, p99 }: IntakeResult['bare']) =>
      line(name, `${perSecond.toFixed(0).padStart(6)} deliveries/s   p50 ${ms(p50)}   p99 ${ms(p99)}`);
    row('bare Fastify + HMAC + add', intake.bare);
    row('Waymark', intake.waymark);
    line('ratio', intake.ratio.toFixed(2).padStart(6));
    line('peak memory, intake', `${intake.peakMemoryMb.toFixed(0).padStart(6)} MB`);
  }
  if (reviews) {
    line('reviews, end to end', `${reviews.perSecond.toFixed(0).padStart(6)} issues/s`);
    line('calls an issue, 1,000 issues', calls(reviews.thousand));
    line('  told again, unchanged', calls(reviews.again));
    line('calls for 50 edits, Jira', calls(reviews.burst.jira, 0));
    line('calls for 50 edits, Linear', calls(reviews.burst.linear, 0));
    line('peak memory, all', `${reviews.peakMemoryMb.toFixed(0).padStart(6)} MB`);
  }
  for (const [tracker, { dryRun, run, again }] of Object.entries(backfill ?? {})) {
    line(`backfill of ${tracker}, dry run`, backfillRun(dryRun));
    line(`backfill of ${tracker}`, backfillRun(run));
    line('  again, unchanged', backfillRun(again));
  }
}

function backfillRun({ issues, reads, polls, writes, seconds, peakMemoryMb }: BackfillRun): string {
  const asked = polls > 0 ? ` (${polls} after edits of many)` : '';
  const rate = (issues / seconds).toFixed(0);
  return `${issues} issues  ${reads} reads${asked}  ${writes} writes  ${seconds.toFixed(1)} s  ${rate}/s  ${peakMemoryMb.toFixed(0)} MB`;
}

function line(name: string, value: string): void {
  print(`  ${name.padEnd(30)}${value}`);
}

function ms(value: number): string {
  return `${value.toFixed(1).padStart(6)} ms`;
}

function calls({ reads, comments, fields }: Calls, digits = 3): string {
  const show = (count: number) => count.toFixed(digits).padStart(6);
  return `${show(reads)} read ${show(comments)} comment ${show(fields)} fields`;
}
