import { maySee, type Sight, seesEverything } from '../domain/access.ts';
import type { TrackerName } from '../domain/issue.ts';
import { type NamedGoal, namedGoal } from '../domain/okr/goal.ts';
import type { IssueFactsStore } from '../domain/ports.ts';
import type { FindGoals } from './find-goals.ts';

export interface TracedIssue {
  readonly issue: {
    readonly tracker: TrackerName;
    readonly id: string;
    readonly key: string;
    readonly title: string;
  };
  /** One for each key result that the issue moves: from it up to the top. */
  readonly chains: readonly (readonly NamedGoal[])[];
}

/** What an issue is for; `given` is its key or its id. Null when Waymark has not seen it, or `sight` hides its project. */
export type TraceIssue = (tracker: TrackerName, given: string, sight?: Sight) => Promise<TracedIssue | null>;

export function createTraceIssue(deps: { findGoals: FindGoals; facts: IssueFactsStore }): TraceIssue {
  const { findGoals, facts } = deps;
  return async (tracker, given, sight = seesEverything) => {
    const record = (await facts.findByKey(tracker, given)) ?? (await facts.find({ tracker, id: given }));
    if (record === null || !maySee(sight, { tracker, project: record.project })) return null;
    const { tree, links } = await findGoals();
    const { ref, key, title } = record.issue;
    const chains = links.of(record.facts).map((id) => {
      const own = tree.get(id);
      return [...(own ? [own] : []), ...tree.ancestorsOf(id)].map(namedGoal);
    });
    return { issue: { ...ref, key, title }, chains };
  };
}
