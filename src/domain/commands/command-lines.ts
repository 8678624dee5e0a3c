import { spokenLines } from './spoken-lines.ts';

/** One command as it stands in a comment: what to do, and the words that follow. */
export interface CommandLine {
  /** Lower case; empty when nothing follows `/waymark`. */
  readonly verb: string;
  readonly words: string;
}

export interface CommandReading {
  readonly lines: readonly CommandLine[];
  /** How many commands there were beyond the most that one comment may hold. */
  readonly passedOver: number;
}

/** Comments beyond this many characters are read up to here. */
export const COMMENT_LIMIT = 64_000;
export const MOST_COMMANDS = 10;
const LONGEST_LINE = 1_000;
const COMMAND = /^ {0,3}\/waymark(?:[ \t\u00a0]+(\S{1,60})(?:[ \t\u00a0]+(\S.*))?)?[ \t\u00a0]*$/i;

/** What every command begins with. */
export const COMMAND_PREFIX = '/waymark';

/** Whether it is worth while to look closer; a webhook of any format can be asked. */
export function mayHoldCommand(text: string): boolean {
  return /\/waymark/i.test(text);
}

/**
 * The commands in a comment, in their order: lines that begin with `/waymark`, outside code and quotes. Never throws,
 * and takes time linear in the length of the text.
 */
export function commandLines(markdown: string): CommandReading {
  const text = markdown.slice(0, COMMENT_LIMIT);
  if (!mayHoldCommand(text)) return { lines: [], passedOver: 0 };
  const found = spokenLines(text).flatMap((line): CommandLine[] => {
    const match = COMMAND.exec(line.slice(0, LONGEST_LINE).trimEnd());
    if (!match) return [];
    const [, verb = '', words = ''] = match;
    return [
      {
        verb: plain(verb)
          .toLowerCase()
          .replace(/[.,;:!?]+$/, ''),
        words: plain(words).trim(),
      },
    ];
  });
  return { lines: found.slice(0, MOST_COMMANDS), passedOver: Math.max(0, found.length - MOST_COMMANDS) };
}

/** Without the backslashes by which an editor keeps a character from being markup. */
function plain(words: string): string {
  return words.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
