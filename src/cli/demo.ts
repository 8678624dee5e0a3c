import { Option } from 'commander';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Demo, DemoDigest, DemoExample, DemoReport } from '../demo.ts';
import { type TrackerName, trackerNames } from '../domain/issue.ts';
import { createLog } from '../log.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { tellOkrs } from './demo-okrs.ts';
import { createProgress } from './progress.ts';
import { stopInTime, stopSignal } from './stop.ts';
import { table } from './table.ts';

interface DemoOptions {
  readonly once?: true;
  readonly json?: true;
}

export const registerDemo: RegisterCommand = (program, context) => {
  program
    .command('demo')
    .description('see Waymark at work: a Jira and a Linear on this machine, with a backlog as teams write it')
    .addOption(new Option('--once', 'end when the backlog has been dealt with'))
    .addOption(
      new Option('--json', 'print one JSON object and no more; goes with --once').implies({ once: true }),
    )
    .addHelpText(
      'after',
      '\nNeeds no account and calls nothing outside this machine. PORT sets where Waymark listens.',
    )
    .action((options: DemoOptions) => runDemo(options, context));
};

async function runDemo({ once, json }: DemoOptions, context: CliContext): Promise<void> {
  const log = createLog({
    level: context.env.LOG_LEVEL === 'debug' ? 'debug' : 'warn',
    destination: context.stderr,
  });
  const say = (line: string) => json || context.stdout.write(`${line}\n`);
  const signal = stopSignal(context);
  const { startDemo } = await import('../demo.ts');

  say('Starting a Jira, a Linear and Waymark on this machine …');
  const demo = await startDemo({ env: context.env, readFile: context.readFile, log });
  try {
    const report = await Promise.race([dealWithBacklog(demo, context), signal.asked.then(() => null)]);
    if (report === null) return;
    if (json) {
      const okr = await demo.moveObjective();
      context.stdout.write(`${JSON.stringify({ ...report, okr, amiss: await demo.amiss() })}\n`);
    } else {
      context.stdout.write(tell(demo, report, context.stdout.columns ?? 100));
      context.stdout.write(tellOkrs(await demo.moveObjective()));
      context.stdout.write(tellDigest(await demo.digest()));
    }
    const amiss = await demo.amiss();
    const told = ['Not all went well, and the numbers are not whole:', ...amiss].join('\n  ');
    if (once && amiss.length > 0) throw new CommandFailed(told);
    if (once) return;
    if (amiss.length > 0) say(`${told}\n`);
    // The last that is said, where it is still in sight.
    say(tellAddresses(demo));
    await signal.asked;
    say('Ending the demo; its data goes with it.');
  } finally {
    await stopInTime(() => demo.stop(), context, log);
    signal.forget();
  }
}

async function dealWithBacklog(demo: Demo, context: CliContext): Promise<DemoReport> {
  const progress = createProgress(context.stderr, 'Issues read');
  const report = await demo.run((done, total) => progress.update(done, total));
  progress.finish();
  return report;
}

const digestLines = 24;

/** The mail's beginning, and where the whole of it is. */
function tellDigest({ path, subject, text }: DemoDigest): string {
  const lines = text.trimEnd().split('\n');
  return [
    'The weekly digest lies in the outbox; a mail program opens it:',
    `  ${path}`,
    '',
    `  Subject: ${subject}`,
    ...lines.slice(0, digestLines).map((line) => `  │ ${line}`.trimEnd()),
    ...(lines.length > digestLines ? [`  │ … and ${lines.length - digestLines} lines more`] : []),
    '',
    '',
  ].join('\n');
}

const trackerTitles: Record<TrackerName, string> = { jira: 'Jira', linear: 'Linear' };

function tell(demo: Demo, report: DemoReport, columns: number): string {
  const rows = trackerNames.map((name) => {
    const { issues, framing, comments, calls } = report.trackers[name];
    const { recipe, need, hypothesis } = framing;
    return [trackerTitles[name], issues, recipe, need, hypothesis, comments, calls.read, calls.write].map(
      String,
    );
  });
  return [
    '',
    table(['', 'ISSUES', 'RECIPE', 'NEED', 'HYPOTHESIS', 'COMMENTS', 'READS', 'WRITES'], rows),
    `${report.deliveries} webhook calls taken in, all dealt with in ${(report.durationMs / 1000).toFixed(1)} s.`,
    '',
    ...demo.examples().flatMap((example) => [...tellExample(example, Math.min(columns, 100)), '']),
    '',
  ].join('\n');
}

function tellAddresses({ addresses: { waymark, jira, linear }, adminToken }: Demo): string {
  return [
    `Change a text at ${jira}/browse/SHOP-1 and watch the comment follow.`,
    `  All issues: ${jira} (Jira), ${linear} (Linear). Waymark’s health: ${waymark}/readyz`,
    'Ctrl-C ends the demo.',
    '',
    'What the team is up to, which stories to rewrite first, whether the key results move:',
    `  open ${waymark}/ and sign in with ${adminToken}`,
  ].join('\n');
}

function tellExample(example: DemoExample, columns: number): readonly string[] {
  const { key, title, description, comment } = example;
  const said = comment === null ? ['(no comment: nothing is missing)'] : plainLines(comment);
  return [
    ...wrap(`${key}  ${title}`, columns, ''),
    ...(description ? wrap(description, columns, '  ') : []),
    ...said.flatMap((line) => wrap(line, columns, line.startsWith('  ') ? '  │     ' : '  │ ')),
  ];
}

/** Markdown as a terminal can show it: the words, with lists and quotes set off. */
function plainLines(markdown: string): readonly string[] {
  const blocks = fromMarkdown(markdown).children.map((block) => {
    if (block.type === 'list') return block.children.map((item) => `- ${wordsOf(item)}`);
    const lines = wordsOf(block).split('\n');
    return block.type === 'blockquote' ? lines.map((line) => `  ${line}`) : lines;
  });
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function wordsOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if ('children' in node) return node.children.map(wordsOf).join(node.type === 'blockquote' ? '\n' : '');
  return 'value' in node ? node.value : '';
}

function wrap(line: string, columns: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.trim().split(/\s+/)) {
    if (current && indent.length + current.length + 1 + word.length > columns) {
      lines.push(indent + current);
      current = word;
    } else {
      current = current ? `${current} ${word}` : word;
    }
  }
  return [...lines, (indent + current).trimEnd()];
}
