import { TrackerError } from '../domain/errors.ts';
import type { IssueRef, TrackerName } from '../domain/issue.ts';
import { workOf } from '../domain/okr/goal.ts';
import { linkKey } from '../domain/okr/issue-links.ts';
import { isLookDue, lookAfter } from '../domain/okr/look-schedule.ts';
import { runsOn } from '../domain/okr/period.ts';
import type { IssueLinkRule, Source } from '../domain/okr/source.ts';
import type { SourcesSettings } from '../domain/okr/sources-settings.ts';
import type {
  Clock,
  GoalQueue,
  IssueFactsStore,
  Log,
  ReviewQueue,
  SourceLooks,
  TrackerSearch,
} from '../domain/ports.ts';
import type { FindGoals } from './find-goals.ts';

/** Looks for the issues of links that only a tracker can answer. Answers how many links were looked at and failed. */
export type FindLinked = () => Promise<{ readonly looked: number; readonly failed: number }>;

/** One query, whichever key results ask it. */
interface RemoteLink {
  readonly rule: IssueLinkRule;
  readonly source: Source;
  readonly keyResults: { readonly id: string }[];
}

const minuteMs = 60_000;
/** Issues that were never seen are known after this. */
const soonMs = 2 * minuteMs;
const askedAtOnce = 500;

/**
 * Follows the links by JQL and filter: what the tracker finds now is kept beside each issue's own facts. A query that
 * fails, or finds too many, leaves what it found before as it is and is told beside the standing.
 */
export function createFindLinked(deps: {
  findGoals: FindGoals;
  facts: Pick<IssueFactsStore, 'setFoundBy'>;
  search: ReadonlyMap<TrackerName, Pick<TrackerSearch, 'searchIssues'>>;
  looks: SourceLooks;
  /** Measures key results whose issues changed. */
  measures: GoalQueue;
  reviews: ReviewQueue;
  settings: SourcesSettings;
  clock: Clock;
  log: Log;
}): FindLinked {
  const { findGoals, facts, looks, measures, reviews, settings, clock, log } = deps;

  return async () => {
    const links = await remoteLinks();
    const known = await looks.of(links.flatMap(({ keyResults }) => keyResults.map(({ id }) => id)));
    const due = links.filter(({ keyResults, source }) =>
      keyResults.some(({ id }) => isLookDue(known.get(id), source, clock.now())),
    );
    let failed = 0;
    for (const link of due) {
      const { problem, isWhole } = await follow(link);
      if (problem !== null) failed += 1;
      for (const { id: keyResult } of link.keyResults) {
        const everyMs = isWhole ? settings.queryEveryMinutes * minuteMs : soonMs;
        const retryMs = settings.retryMinutes * minuteMs;
        const look = { keyResult, source: link.source, problem, everyMs, retryMs };
        await looks.put(lookAfter(known.get(keyResult), look, clock.now()));
      }
    }
    return { looked: due.length, failed };
  };

  async function remoteLinks(): Promise<readonly RemoteLink[]> {
    const { tree } = await findGoals();
    const today = clock.now().toISOString().slice(0, 10);
    const links = new Map<string, RemoteLink>();
    for (const keyResult of tree.keyResults()) {
      const rule = workOf(keyResult);
      const runs = runsOn(today, tree.periodOf(keyResult.id));
      if (!runs || (rule?.by !== 'jql' && rule?.by !== 'filter')) continue;
      const source = { kind: 'issues', link: rule } as const;
      const link: RemoteLink = links.get(linkKey(rule)) ?? { rule, source, keyResults: [] };
      link.keyResults.push(keyResult);
      links.set(linkKey(rule), link);
    }
    return [...links.values()];
  }

  /** `isWhole`: every issue that was found is linked now; the others are being looked at first. */
  async function follow({ rule, keyResults }: RemoteLink) {
    const ids = keyResults.map(({ id }) => id);
    try {
      const found = await find(rule);
      if (typeof found === 'string') return { problem: found, isWhole: true };
      const { changed, unknown } = await facts.setFoundBy(linkKey(rule), found);
      if (changed.length > 0) await measures.request(ids, 'query');
      if (unknown.length > 0) await lookAt(unknown, rule);
      return { problem: null, isWhole: unknown.length === 0 };
    } catch (error) {
      if (!(error instanceof TrackerError)) throw error;
      log.warn({ keyResults: ids, error: error.message }, 'the issues of a link could not be looked for');
      return { problem: error.message.slice(0, 500), isWhole: true };
    }
  }

  /** The review brings their facts; the next look at the query links them. */
  async function lookAt(unknown: readonly IssueRef[], rule: IssueLinkRule): Promise<void> {
    for (let from = 0; from < unknown.length; from += askedAtOnce) {
      const some = unknown.slice(from, from + askedAtOnce);
      await reviews.request(some.map((ref) => ({ ref, cause: `link ${rule.by}` })));
    }
  }

  async function find(rule: IssueLinkRule): Promise<readonly IssueRef[] | string> {
    const name = rule.by === 'filter' ? rule.tracker : 'jira';
    const tracker = deps.search.get(name);
    if (!tracker) return `${name} is not set up, so the link by ${rule.by} cannot be followed`;
    const query = queryOf(rule);
    const found = new Map<string, IssueRef>();
    let cursor: string | undefined;
    do {
      const page = await tracker.searchIssues({ query, ...(cursor !== undefined && { cursor }) });
      for (const { issue } of page.issues) found.set(issue.ref.id, issue.ref);
      if (found.size > settings.maxIssues) {
        return `it finds more than ${settings.maxIssues} issues (okr.sources.maxIssues)`;
      }
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return [...found.values()];
  }
}

/** A saved filter of Jira is named by its number or its name; everything else is the tracker's own query. */
function queryOf(rule: IssueLinkRule): string {
  if (rule.by !== 'filter' || rule.tracker !== 'jira') return 'value' in rule ? rule.value : '';
  const isNumber = /^\d{1,15}$/.test(rule.value);
  return `filter = ${isNumber ? rule.value : `"${rule.value.replace(/["\\]/g, '\\$&')}"`}`;
}
