import { sha256 } from '../signature.ts';

/**
 * The id of Waymark's comment on an issue, always the same for the same issue and generation, so that a repeated
 * create is recognised by Linear itself. Shaped as a UUID v4, the form Linear asks for.
 */
export function commentIdFor(issueId: string, generation: number): string {
  const hex = sha256(`waymark review comment ${generation} on ${issueId}`);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
