import { type Command, InvalidArgumentError, Option } from 'commander';
import { type IssueRef, type TrackerName, trackerNames } from '../domain/issue.ts';
import type { Delivery, DeliveryFilter, DeliveryStatus } from '../domain/ports.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { withService } from './open-service.ts';
import { table } from './table.ts';

const statuses: readonly DeliveryStatus[] = ['waiting', 'done', 'ignored'];

/** What these commands need of the service. */
export interface DeliveryDesk {
  readonly deliveries: { list(filter: DeliveryFilter): Promise<readonly Delivery[]> };
  /** Makes the delivery wait again and asks for its review; null when there is none or it names no issue. */
  replayDelivery(seq: number): Promise<IssueRef | null>;
}

interface ListOptions {
  readonly tracker?: TrackerName;
  readonly status?: DeliveryStatus;
  readonly issue?: string;
  readonly limit: number;
  readonly json?: true;
}

export const registerDeliveries: RegisterCommand = (program, context) => {
  const deliveries = program
    .command('deliveries')
    .description('look at the webhook calls that came in, and send one through again')
    .addHelpText(
      'after',
      '\nWith the embedded store, stop the service first: one process opens it at a time.',
    );
  registerList(deliveries, context);
  registerReplay(deliveries, context);
};

function registerList(deliveries: Command, context: CliContext): void {
  deliveries
    .command('list')
    .description('list stored deliveries, newest first')
    .addOption(new Option('--tracker <tracker>', 'only those of this tracker').choices(trackerNames))
    .addOption(new Option('--status <status>', 'only those in this state').choices(statuses))
    .option('--issue <key>', 'only those about this issue, e.g. SHOP-1')
    .option('--limit <n>', 'at most this many', positiveInteger, 20)
    .option('--json', 'print one JSON array')
    .action((options: ListOptions) => withService(context, (desk) => listDeliveries(desk, options, context)));
}

function registerReplay(deliveries: Command, context: CliContext): void {
  deliveries
    .command('replay')
    .description('have the issue of a stored delivery reviewed again')
    .argument('<seq>', 'the number that `deliveries list` shows', positiveInteger)
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nA running service does the review; without one, the next start does.')
    .action((seq: number, options: { readonly json?: true }) =>
      withService(context, (desk) => replayDelivery(desk, seq, options, context)),
    );
}

export async function listDeliveries(
  desk: DeliveryDesk,
  options: ListOptions,
  context: CliContext,
): Promise<void> {
  const { tracker, status, issue, limit, json } = options;
  const found = await desk.deliveries.list({
    limit,
    ...(tracker && { tracker }),
    ...(status && { status }),
    ...(issue && { issueKey: issue }),
  });
  if (json) {
    context.stdout.write(`${JSON.stringify(found)}\n`);
    return;
  }
  if (found.length === 0) {
    context.stdout.write('No deliveries.\n');
    return;
  }
  const rows = found.map((one) => [
    String(one.seq),
    one.receivedAt,
    one.tracker,
    one.type,
    one.issue?.key ?? one.issue?.id ?? '-',
    one.reason === null ? one.status : `${one.status}: ${one.reason}`,
  ]);
  context.stdout.write(table(['SEQ', 'RECEIVED', 'TRACKER', 'EVENT', 'ISSUE', 'STATE'], rows));
}

export async function replayDelivery(
  desk: DeliveryDesk,
  seq: number,
  options: { readonly json?: true },
  context: CliContext,
): Promise<void> {
  const ref = await desk.replayDelivery(seq);
  if (ref === null) {
    throw new CommandFailed(`Delivery ${seq} does not exist or is about no issue: nothing to replay.`);
  }
  context.stdout.write(
    options.json
      ? `${JSON.stringify({ seq, ...ref })}\n`
      : `Delivery ${seq} goes through again: ${ref.tracker} issue ${ref.id}.\n`,
  );
}

function positiveInteger(value: string): number {
  const number = Number(value);
  if (!/^\d{1,15}$/.test(value) || number < 1) throw new InvalidArgumentError('Give a whole number from 1.');
  return number;
}
