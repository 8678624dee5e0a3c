import { maySee, type Sight } from '../domain/access.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { Review, Reviews } from '../domain/ports.ts';

/** Null when Waymark has never read the issue, it is gone, or `sight` hides its project. */
export async function reviewInSight(
  reviews: Pick<Reviews, 'find'>,
  ref: IssueRef,
  sight: Sight,
): Promise<Review | null> {
  const review = await reviews.find(ref);
  const isSeen = review && maySee(sight, { tracker: ref.tracker, project: review.issue.project });
  return isSeen ? review : null;
}
