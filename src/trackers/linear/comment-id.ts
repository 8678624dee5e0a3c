import { stableId } from './stable-id.ts';

/**
 * The id of Waymark's comment on an issue, always the same for the same issue and generation, so that a repeated
 * create is recognised by Linear itself.
 */
export function commentIdFor(issueId: string, generation: number): string {
  return stableId(`waymark review comment ${generation} on ${issueId}`);
}
