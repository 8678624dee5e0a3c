/** What somebody who signed in may do; each may all that the ones before may. */
export const roles = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What a route asks of whoever calls it; `open`: nothing, because it is guarded otherwise or tells no secret. */
export type AccessRule = 'open' | Role;

/** Null for somebody who is not signed in. */
export function mayUse(rule: AccessRule, role: Role | null): boolean {
  if (rule === 'open') return true;
  return role !== null && roles.indexOf(role) >= roles.indexOf(rule);
}
