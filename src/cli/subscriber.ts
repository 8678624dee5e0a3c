import { type Command, InvalidArgumentError } from 'commander';
import type { SubscriberDesk, SubscriberStanding, SubscriberWish } from '../workflows/subscriber-desk.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { onCommandLine, withService } from './open-service.ts';
import { table } from './table.ts';

interface Json {
  readonly json?: true;
}
interface AddOptions extends Json {
  readonly topics?: string;
  readonly group: readonly string[];
  readonly from?: number;
}

export const registerSubscriber: RegisterCommand = (program, context) => {
  const subscriber = program
    .command('subscriber')
    .description('programs that Waymark calls with what happens, signed by Standard Webhooks')
    .addHelpText(
      'after',
      '\nWith the embedded store, stop the service first, or use /api/v1/subscribers: one process opens it at a time.',
    );
  registerAdd(subscriber, context);
  subscriber
    .command('list')
    .description('list them with how far each has come')
    .option('--json', 'print one JSON array')
    .action((options: Json) =>
      withService(context, ({ subscribers: desk }) => listSubscribers(desk, options, context)),
    );
  subscriber
    .command('remove')
    .description('call one no more, and forget it')
    .argument('<id>', 'its id, as `subscriber list` shows it')
    .action((id: string) =>
      withService(context, ({ subscribers: desk }) =>
        told(desk.remove(id, onCommandLine), id, `${id} is called no more.`, context),
      ),
    );
  subscriber
    .command('enable')
    .description('switch one on again, from where it stopped')
    .argument('<id>')
    .action((id: string) =>
      withService(context, ({ subscribers: desk }) =>
        told(desk.enable(id, onCommandLine), id, `${id} is called again.`, context),
      ),
    );
  subscriber
    .command('replay')
    .description('send what is behind a position again, under the same ids')
    .argument('<id>')
    .requiredOption('--from <position>', 'the position in the log; 0 is the beginning', position)
    .action((id: string, { from }: { readonly from: number }) =>
      withService(context, ({ subscribers: desk }) =>
        told(
          desk.replay(id, from, onCommandLine),
          id,
          `${id} gets what is behind ${from} again. A running service sends it; without one, the next start does.`,
          context,
        ),
      ),
    );
  subscriber
    .command('test')
    .description('call one with a message that means nothing')
    .argument('<id>')
    .action((id: string) =>
      withService(context, ({ subscribers: desk }) => testSubscriber(desk, id, context)),
    );
};

function registerAdd(subscriber: Command, context: CliContext): void {
  subscriber
    .command('add')
    .description('add one; its secret is shown once')
    .argument('<name>', 'what people call it')
    .argument('<url>', 'where it is called, https')
    .option('--topics <patterns>', 'what it is told, e.g. okr.*,finding.opened (default: everything)')
    .option(
      '--group <name>',
      'a group whose confidential projects it is told of; may be given again',
      more,
      [],
    )
    .option(
      '--from <position>',
      'begin behind this position (default: with what happens from now on)',
      position,
    )
    .option('--json', 'print one JSON object')
    .action((name: string, url: string, options: AddOptions) =>
      withService(context, ({ subscribers: desk }) => addSubscriber(desk, { name, url }, options, context)),
    );
}

export async function addSubscriber(
  desk: Pick<SubscriberDesk, 'add'>,
  named: Pick<SubscriberWish, 'name' | 'url'>,
  { topics, group, from, json }: AddOptions,
  context: CliContext,
): Promise<void> {
  const wish = {
    ...{ ...named, groups: group },
    ...(topics !== undefined && { topics }),
    ...(from !== undefined && { from }),
  };
  const added = await desk.add(wish, onCommandLine);
  if (added.outcome === 'refused') throw new CommandFailed(added.message);
  const { subscriber, secret } = added;
  context.stdout.write(
    json
      ? `${JSON.stringify({ ...subscriber, secret })}\n`
      : `${subscriber.id} is called with ${subscriber.topics}, from position ${subscriber.position} on.\n` +
          `Its secret, shown this once: ${secret}\n`,
  );
}

export async function listSubscribers(
  desk: Pick<SubscriberDesk, 'list'>,
  { json }: Json,
  context: CliContext,
): Promise<void> {
  const all = await desk.list();
  if (json) {
    context.stdout.write(`${JSON.stringify(all)}\n`);
    return;
  }
  if (all.length === 0) {
    context.stdout.write('No subscribers.\n');
    return;
  }
  const rows = all.map((one) => [
    one.id,
    one.name,
    one.topics,
    String(one.position),
    String(one.behind),
    stateOf(one),
    one.url,
  ]);
  context.stdout.write(table(['ID', 'NAME', 'TOPICS', 'POSITION', 'BEHIND', 'STATE', 'URL'], rows));
}

function stateOf({ state, because, failures, problem }: SubscriberStanding): string {
  if (state === 'disabled') return `disabled: ${because}`;
  return failures === 0 ? 'enabled' : `failing (${failures}): ${problem}`;
}

export async function testSubscriber(
  desk: Pick<SubscriberDesk, 'test'>,
  id: string,
  context: CliContext,
): Promise<void> {
  const answer = await desk.test(id);
  if (answer === null) throw new CommandFailed(unknown(id));
  switch (answer.outcome) {
    case 'taken':
      context.stdout.write(`${id} took the test message.\n`);
      return;
    case 'gone':
      throw new CommandFailed(`${id} answered 410: it wants no events any more.`);
    case 'no-secret':
      throw new CommandFailed(`The secret of ${id} cannot be read: SUBSCRIBER_KEY is another than before.`);
    case 'failed':
      throw new CommandFailed(`${id} did not take the test message. ${answer.problem}`);
  }
}

async function told(done: Promise<boolean>, id: string, words: string, context: CliContext): Promise<void> {
  if (!(await done)) throw new CommandFailed(unknown(id));
  context.stdout.write(`${words}\n`);
}

const unknown = (id: string) => `There is no subscriber ${id}: \`waymark subscriber list\` shows all.`;
const more = (value: string, all: readonly string[]) => [...all, value];

function position(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError('Give a position: a whole number from 0.');
  return Number(value);
}
