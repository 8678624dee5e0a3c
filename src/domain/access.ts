import { type TrackerName, trackerNames } from './issue.ts';

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

/** A project as settings and pages name it: the tracker, and the project's or team's key. */
export interface ProjectRef {
  readonly tracker: TrackerName;
  readonly project: string;
}

/** Reads `jira:SHOP`, the key being all that follows the first colon; null when it names no project. */
export function readProjectRef(text: string): ProjectRef | null {
  const [name = ''] = text.split(':', 1);
  const tracker = trackerNames.find((one) => one === name);
  const project = text.slice(name.length + 1);
  return tracker && project !== '' ? { tracker, project } : null;
}

/** What somebody may see: for them, `hidden` projects are nowhere, neither counted nor named. */
export interface Sight {
  readonly hidden: readonly ProjectRef[];
}

export const seesEverything: Sight = { hidden: [] };

/** The case of a project's key makes no difference. */
export function maySee({ hidden }: Sight, { tracker, project }: ProjectRef): boolean {
  const key = project.toUpperCase();
  return !hidden.some((one) => one.tracker === tracker && one.project.toUpperCase() === key);
}

/** Whether a web address leads to an issue of a hidden project, as trackers write their keys: `/browse/HR-12`. */
export function leadsToHidden({ hidden }: Sight, address: string): boolean {
  if (hidden.length === 0) return false;
  const keys = new Set(hidden.map(({ project }) => project.toUpperCase()));
  const named = address.matchAll(/(?<![a-z0-9_])([a-z0-9_]{1,60})-\d/gi);
  return [...named].some(([, key = '']) => keys.has(key.toUpperCase()));
}

/** Whoever asks, as every route knows them once its rule has let them through. */
export interface Caller {
  /** For the events log: `admin-token`, a person's address or account, `token:wm_ab12cd34`. */
  readonly who: string;
  /** Null opens nothing that asks for a role, such as a token for the numbers only. */
  readonly role: Role | null;
  /** Whether the numbers of `/metrics` are for them. */
  readonly seesMetrics: boolean;
  readonly sight: Sight;
}

/** Who did something, and from which address, for the audit log; null: on the command line of the service. */
export interface Doer {
  readonly who: string;
  readonly from: string | null;
}
