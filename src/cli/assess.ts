import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { assessLines } from '../workflows/assess-stories.ts';
import { type CliContext, CommandFailed, type Output, type RegisterCommand } from './context.ts';

export const registerAssess: RegisterCommand = (program, context) => {
  program
    .command('assess')
    .description('read stories without a tracker: JSON Lines in, one JSON line for each out')
    .argument('[file]', 'a file of JSON Lines; without one, or with -, standard input')
    .option('--explain', 'add the signals behind each decision, with their weights and quotes')
    .addHelpText(
      'after',
      `
Each line in: {"id":"S-1","title":"…","description":"…"}; the description is Markdown and may be left out.
Each line out, in the same order: framing with its confidence, persona, problem, benefit, target, value and findings.
A line that cannot be read yields {"id":null,"error":"…"}; the run goes on and ends with exit code 1.

  echo '{"id":"S-1","title":"Add a dark mode toggle"}' | waymark assess`,
    )
    .action((file: string | undefined, options: { readonly explain?: true }) =>
      assess(file, options, context),
    );
};

/** Streams, so that a million lines take no more memory than one; waits where the reader of the output is slower. */
async function assess(
  file: string | undefined,
  { explain = false }: { readonly explain?: boolean },
  context: CliContext,
): Promise<void> {
  const input =
    file === undefined || file === '-' ? Readable.from(context.stdin) : createReadStream(file, 'utf8');
  const failed = new Promise<never>((_, reject) => {
    input.once('error', (error: Error) =>
      reject(new CommandFailed(`${file ?? 'standard input'}: ${error.message}`)),
    );
  });
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const bad = await Promise.race([writeAnswers(lines, explain, context.stdout), failed]);
  if (bad > 0) {
    throw new CommandFailed(`${bad} ${bad === 1 ? 'line' : 'lines'} could not be read; the rest is done.`);
  }
}

async function writeAnswers(lines: AsyncIterable<string>, explain: boolean, output: Output): Promise<number> {
  let bad = 0;
  for await (const { json, failed } of assessLines(lines, { explain })) {
    if (failed) bad += 1;
    if (output.write(`${json}\n`) === false && output.once) {
      await new Promise<void>((resolve) => output.once?.('drain', resolve));
    }
  }
  return bad;
}
