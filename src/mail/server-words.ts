import { visible } from '../domain/quoted.ts';

const longest = 300;

/** What a mail server said, on one line: its words end up on terminals. */
export const serverWords = (words: string): string => visible(words).replace(/\s+/g, ' ').slice(0, longest);
