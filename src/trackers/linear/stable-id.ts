import { sha256 } from '../signature.ts';

/** An id that is always the same for the same words, shaped as a UUID v4, the form Linear asks for. */
export function stableId(words: string): string {
  const hex = sha256(words);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
