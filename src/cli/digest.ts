import { type Command, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../domain/okr/days.ts';
import type { DigestDesk } from '../workflows/digest-desk.ts';
import { type CliContext, CommandFailed, type RegisterCommand } from './context.ts';
import { registerBounce } from './digest-bounce.ts';
import { withService } from './open-service.ts';
import { table } from './table.ts';

const formats = ['text', 'html', 'eml'] as const;

interface PreviewOptions {
  readonly audience: string;
  readonly date?: string;
  readonly format: (typeof formats)[number];
}

interface SendOptions {
  readonly audience: string;
  readonly dryRun?: true;
}

interface StatusOptions {
  readonly audience?: string;
  readonly limit: number;
  readonly json?: true;
}

export const registerDigest: RegisterCommand = (program, context) => {
  const digest = program
    .command('digest')
    .description('see, send and look over the weekly digest')
    .addHelpText(
      'after',
      `
Audiences are in the settings (digest.audiences). A running service sends them by itself, each at its own hour.
With the embedded store, stop the service first: one process opens it at a time.`,
    );
  registerPreview(digest, context);
  registerSend(digest, context);
  registerStatus(digest, context);
  registerBounce(digest, context);
  digest
    .command('again')
    .description(
      'send a mail again whose outcome is unknown, or that was refused or came back, while its digest is kept',
    )
    .argument('<id>', 'the number that `digest status` shows', positiveInteger)
    .action((id: number) => withService(context, ({ digests: desk }) => sendAgain(desk, id, context)));
};

function registerPreview(digest: Command, context: CliContext): void {
  digest
    .command('preview')
    .description('show what an audience would get, and send nothing')
    .requiredOption('--audience <name>', 'the audience, as the settings call it')
    .option('--date <day>', 'for the week that ends on this day (issues are shown as they are now)', day)
    .addOption(new Option('--format <format>', 'how').choices(formats).default('text'))
    .action((options: PreviewOptions) =>
      withService(context, ({ digests: desk }) => previewDigest(desk, options, context)),
    );
}

function registerSend(digest: Command, context: CliContext): void {
  digest
    .command('send')
    .description('send an audience its digest now, once a day at most')
    .requiredOption('--audience <name>', 'the audience, as the settings call it')
    .option('--dry-run', 'say what would be sent to whom, and send nothing')
    .action((options: SendOptions) =>
      withService(context, ({ digests: desk }) => sendDigest(desk, options, context)),
    );
}

function registerStatus(digest: Command, context: CliContext): void {
  digest
    .command('status')
    .description('list audiences and mails, newest first')
    .option('--audience <name>', 'only of this audience')
    .option('--limit <n>', 'at most this many mails', positiveInteger, 20)
    .option('--json', 'print one JSON object')
    .action((options: StatusOptions) =>
      withService(context, ({ digests: desk }) => digestStatus(desk, options, context)),
    );
}

export async function previewDigest(
  desk: Pick<DigestDesk, 'preview' | 'audiences'>,
  { audience, date, format }: PreviewOptions,
  context: CliContext,
): Promise<void> {
  const preview = await desk.preview(audience, date);
  if (preview === null) throw unknown(desk, audience);
  if (format === 'eml') context.stdout.write(Buffer.from(await preview.eml()).toString('utf8'));
  else if (format === 'html') context.stdout.write(preview.mail.html);
  else context.stdout.write(`Subject: ${preview.mail.subject}\n\n${preview.mail.text}`);
  if (!preview.digest.isNews)
    context.stderr.write('Nothing happened that is worth a mail: it would stay silent.\n');
}

export async function sendDigest(
  desk: Pick<DigestDesk, 'preview' | 'audiences' | 'send' | 'via'>,
  { audience, dryRun }: SendOptions,
  context: CliContext,
): Promise<void> {
  const found = desk.audiences.find(({ name }) => name === audience);
  if (found === undefined) throw unknown(desk, audience);
  const where = desk.via === 'smtp' ? 'the mail server' : 'the outbox, because SMTP_URL is not set';
  if (dryRun) {
    const preview = await desk.preview(audience);
    context.stdout.write(
      `Subject: ${preview?.mail.subject ?? ''}\nTo: ${found.to.join(', ')}\nVia: ${where}\n`,
    );
    return;
  }
  if ((await desk.send.openNow(found)) === 'known') {
    context.stdout.write('Today’s digest of this audience is on record already; nothing is opened twice.\n');
  }
  const { sent, later, refused, unknown: lost } = await desk.send.deliver();
  context.stdout.write(
    `Handed to ${where}: ${sent} sent, ${later} to be tried again, ${refused} refused, ${lost} unknown.\n`,
  );
  if (refused + lost > 0) throw new CommandFailed('Not every mail went out: see waymark digest status.');
}

export async function digestStatus(
  desk: Pick<DigestDesk, 'audiences' | 'record' | 'via'>,
  { audience, limit, json }: StatusOptions,
  context: CliContext,
): Promise<void> {
  const of = { ...(audience !== undefined && { audience }), limit };
  const [digests, mails, pauses] = await Promise.all([
    desk.record.digests(of),
    desk.record.list(of),
    desk.record.pauses(),
  ]);
  if (json) {
    const shown = digests.map(({ digest: _, ...rest }) => rest);
    context.stdout.write(`${JSON.stringify({ via: desk.via, digests: shown, mails, pauses })}\n`);
    return;
  }
  const last = new Map(digests.toReversed().map((one) => [one.audience, one]));
  const rows = desk.audiences
    .filter(({ name }) => audience === undefined || name === audience)
    .map(({ name, weekday, at, timeZone, to }) => {
      const one = last.get(name);
      return [
        name,
        `${weekday} ${at} ${timeZone}`,
        String(to.length),
        one ? `${one.period} ${one.state}` : 'none yet',
      ];
    });
  const parts = [
    rows.length === 0
      ? 'No audience in the settings (digest.audiences).\n'
      : table(['AUDIENCE', 'WHEN', 'TO', 'LAST'], rows),
  ];
  if (mails.length > 0) {
    parts.push(
      table(
        ['ID', 'AUDIENCE', 'WEEK', 'TO', 'STATE', 'SINCE', 'DETAIL'],
        mails.map((one) => [
          String(one.id),
          one.audience,
          one.period,
          one.recipient,
          one.state,
          one.at,
          (one.detail ?? '-').slice(0, 80),
        ]),
      ),
    );
  }
  const lost = mails.filter(({ state }) => state === 'unknown').length;
  if (lost > 0)
    parts.push(
      `${lost} may or may not have arrived. Ask the recipient; waymark digest again ID sends it once more.\n`,
    );
  context.stdout.write(parts.join('\n'));
}

async function sendAgain(desk: DigestDesk, id: number, context: CliContext): Promise<void> {
  const now = new Date();
  const mail = await desk.record.sendAgain(id, now, new Date(now.getTime() + 3_600_000));
  if (mail === null)
    throw new CommandFailed(
      `Mail ${id} is neither unknown nor refused nor bounced, or its digest is not kept any more.`,
    );
  const { sent } = await desk.send.deliver();
  context.stdout.write(sent > 0 ? `Mail ${id} was sent again.\n` : `Mail ${id} waits again.\n`);
}

function unknown({ audiences }: Pick<DigestDesk, 'audiences'>, name: string): CommandFailed {
  const known = audiences.map((one) => one.name).join(', ');
  return new CommandFailed(
    `There is no audience “${name}”${known ? `; there are ${known}` : ' and no other: see digest.audiences in the settings'}.`,
  );
}

function day(value: string): string {
  if (!isDay(value)) throw new InvalidArgumentError('Give a day such as 2026-11-16.');
  return value;
}

function positiveInteger(value: string): number {
  const number = Number(value);
  if (!/^\d{1,15}$/.test(value) || number < 1) throw new InvalidArgumentError('Give a whole number from 1.');
  return number;
}
