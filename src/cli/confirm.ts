import { type CliContext, CommandFailed } from './context.ts';

/**
 * Asks before something is written: on a terminal with a question, elsewhere by failing, because nobody would see it.
 * `yes`: it was answered on the command line. Resolves false when the answer is no.
 */
export async function confirm(question: string, yes: boolean, context: CliContext): Promise<boolean> {
  if (yes) return true;
  if (!context.stdout.isTTY) {
    throw new CommandFailed(`${question} Nobody is here to be asked: add --yes, or --dry-run to look only.`);
  }
  context.stdout.write(`${question} [y/N] `);
  const answer = await firstLine(context.stdin);
  return /^\s*y(?:es)?\s*$/i.test(answer);
}

async function firstLine(input: CliContext['stdin']): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of input) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (text.includes('\n') || text.length > 1_000) break;
  }
  return text.split('\n')[0] ?? '';
}
