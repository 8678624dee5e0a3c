import { type DigestBlock, quiet } from '../digest.ts';
import type { Wording } from '../wording.ts';

/** How many a list left out; nothing when it has them all. */
export const moreOf = (count: number, wording: Wording): readonly DigestBlock[] =>
  count > 0 ? [{ kind: 'paragraph', line: [quiet(`And ${wording.number(count)} more.`)] }] : [];
