import { maySee, type Role, readProjectRef, type Sight } from '../access.ts';
import type { Audience } from './digest-settings.ts';

/**
 * Whether somebody may know of an audience: its name and title may tell of a project that is hidden from them. So may the
 * groups that it was given.
 */
export function isAudienceInSight(
  { projects, groups }: Pick<Audience, 'projects' | 'groups'>,
  { role, groups: own, sight }: { role: Role; groups: readonly string[]; sight: Sight },
): boolean {
  if (role === 'admin') return true;
  const isTheirs = groups.length === 0 || groups.some((one) => own.includes(one));
  return isTheirs && projects.every((one) => isSeen(one, sight));
}

function isSeen(named: string, sight: Sight): boolean {
  const project = readProjectRef(named);
  return project === null || maySee(sight, project);
}
