import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { DigestDesk } from '../workflows/digest-desk.ts';
import type { BounceOutcome } from '../workflows/record-bounce.ts';
import { type CliContext, CommandFailed } from './context.ts';
import { withService } from './open-service.ts';

interface BounceOptions {
  readonly json?: true;
}

/** No mail server sends a longer report. */
const mostBytes = 32 * 1024 * 1024;

export function registerBounce(digest: Command, context: CliContext): void {
  digest
    .command('bounce')
    .description('take in a mail that may be a bounce, and record which digest did not arrive')
    .argument('[file]', 'the mail as it came; without one, or with -, standard input')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
For the mailbox that DIGEST_RETURN_PATH names; in /etc/aliases, for instance:
  bounces: "|waymark digest bounce"
A running service takes the same: POST the mail as message/rfc822 to /api/v1/digests/bounces.
Whatever is no report about one of our mails changes nothing, and is no failure.`,
    )
    .action(async (file: string | undefined, options: BounceOptions) => {
      const mail = await readMail(file, context);
      await withService(context, ({ digests: desk }) => takeBounce(desk, mail, options, context));
    });
}

export async function takeBounce(
  desk: Pick<DigestDesk, 'recordBounce'>,
  mail: Uint8Array,
  { json }: BounceOptions,
  context: Pick<CliContext, 'stdout'>,
): Promise<void> {
  const taken = await desk.recordBounce(mail);
  context.stdout.write(
    `${json ? JSON.stringify({ outcome: taken.outcome, ...idOf(taken) }) : tell(taken)}\n`,
  );
}

const idOf = (taken: BounceOutcome) => ('mail' in taken ? { mail: taken.mail.id } : {});

function tell(taken: BounceOutcome): string {
  if (taken.outcome === 'delayed') return 'The mail is only late; nothing is recorded.';
  if (taken.outcome === 'not-ours') return 'That is no report about a mail that went out from here.';
  const { id, audience, period, recipient, detail } = taken.mail;
  const which = `Mail ${id} (${audience}, ${period}) to ${recipient}`;
  return taken.outcome === 'recorded'
    ? `${which} came back: ${detail ?? ''}`
    : `${which} is on record already: ${taken.mail.state}.`;
}

async function readMail(file: string | undefined, { stdin }: CliContext): Promise<Uint8Array> {
  if (file !== undefined && file !== '-') {
    try {
      return await readFile(file);
    } catch (error) {
      throw new CommandFailed(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
    }
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    bytes += part.length;
    if (bytes > mostBytes) throw new CommandFailed('Standard input is too long for a mail.');
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}
