import { TrackerError } from '../domain/errors.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { FetchedIssue, IssuePage, OpenLook, ReviewRequest, Watermark } from '../domain/ports.ts';
import type { CatchUpDesk } from './catch-up-desk.ts';
import type { Comparison } from './compare-look.ts';
import type { ReconcileCounts, ReconcileDeps } from './reconcile-contract.ts';

export const noCounts: ReconcileCounts = {
  issues: 0,
  missed: 0,
  moved: 0,
  gone: 0,
  drift: 0,
  ownWrites: 0,
  elsewhere: 0,
  checked: 0,
  asked: 0,
};

export interface RunOptions {
  readonly mark: Watermark;
  readonly look: OpenLook;
  readonly patienceMs: number;
  /** How many saved issues are asked for; null: all. */
  readonly checkedAtOnce: number | null;
  /** Throws when somebody else has taken over. */
  readonly keep: () => Promise<void>;
  readonly onIssues: (issues: number) => void;
}

interface Found {
  readonly requests: readonly ReviewRequest[];
  readonly events: readonly WaymarkEvent[];
}

/** One look at what has changed, and one at what is still there. What was found so far is in `counts` whatever ends it. */
export function createReconcileRun(
  deps: ReconcileDeps,
  { tracker, pace }: CatchUpDesk,
  { mark, look, patienceMs, checkedAtOnce, keep, onIssues }: RunOptions,
) {
  const { watermarks, savedIssues, clock } = deps;
  const { name } = tracker;
  const counts = { ...noCounts };
  let { startedAt } = look;
  return { counts, go };

  async function go(): Promise<void> {
    const projects = await savedIssues.projects(name);
    let cursor: string | null = look.cursor;
    do {
      const page = await nextPage(cursor);
      await dealWith(page, projects);
      cursor = page.next;
      onIssues(counts.issues);
      await keep();
      // Saved only after the page is dealt with: whoever goes on begins with the one after it.
      if (cursor !== null) await watermarks.save(name, { ...mark, look: { ...look, startedAt, cursor } });
    } while (cursor !== null);
    const existsAfter = await checkExistence();
    await keep();
    const { dealtWithUntil } = mark;
    const reachesBack = look.since === null || dealtWithUntil === null || look.since <= dealtWithUntil;
    await watermarks.save(name, {
      dealtWithUntil: reachesBack ? startedAt : dealtWithUntil,
      lookedAt: clock.now().toISOString(),
      look: null,
      existsAfter,
    });
  }

  async function nextPage(cursor: string | null): Promise<IssuePage> {
    const search = look.since === null ? {} : { updatedSince: look.since };
    if (cursor === null) return tracker.searchIssues(search);
    try {
      return await tracker.searchIssues({ ...search, cursor });
    } catch (error) {
      if (!(error instanceof TrackerError) || error.kind !== 'invalid') throw error;
      // The tracker has forgotten the place in its list. What is dealt with already is the same now.
      startedAt = clock.now().toISOString();
      return tracker.searchIssues(search);
    }
  }

  async function dealWith({ issues }: IssuePage, projects: ReadonlySet<string>): Promise<void> {
    const at = clock.now();
    const settledBefore = new Date(at.getTime() - patienceMs);
    const found: Found[] = [];
    for (const fetched of issues) {
      let comparison = await deps.compareLook(fetched, settledBefore);
      if (comparison.kind === 'own-write') {
        counts.ownWrites += 1;
        await deps.reviewIssue(fetched.issue.ref, { fetched, at });
        comparison = await deps.compareLook(fetched, settledBefore);
      }
      found.push(await whatFollows(fetched, comparison, projects));
    }
    counts.issues += issues.length;
    await ask(found);
  }

  async function ask(found: readonly Found[]): Promise<void> {
    const requests = found.flatMap((one) => one.requests);
    if (requests.length === 0) return;
    await pace.room();
    await deps.events.append(found.flatMap(({ events }) => events));
    await deps.queue.request(requests);
    counts.asked += requests.length;
  }

  async function whatFollows(
    { issue }: FetchedIssue,
    comparison: Comparison,
    projects: ReadonlySet<string>,
  ): Promise<Found> {
    const { ref, key, project, updatedAt } = issue;
    if (comparison.kind === 'drift') {
      counts.drift += 1;
      return { requests: [{ ref, cause: `reconcile: ${comparison.what}` }], events: [] };
    }
    if (comparison.kind !== 'missed') return { requests: [], events: [] };
    if (comparison.parts.includes('new') && !projects.has(project)) {
      counts.elsewhere += 1;
      return { requests: [], events: [] };
    }
    const requests = [{ ref, cause: 'reconcile: missed webhook' }];
    if (await isOnRecord(ref, updatedAt)) return { requests, events: [] };
    counts.missed += 1;
    deps.onMissed?.(name);
    const { parts, moved } = comparison;
    const events = [event(ref, 'webhook.missed', { key, parts, updatedAt })];
    if (moved !== null) {
      counts.moved += 1;
      events.push(event(ref, 'issue.moved', { from: moved, to: key }));
    }
    deps.log.info({ tracker: name, issue: key, parts }, 'changed, and no webhook told');
    return { requests, events };
  }

  /** Its review may not have had its turn since it was found missing. */
  async function isOnRecord(ref: IssueRef, updatedAt: string): Promise<boolean> {
    const told = await deps.events.read({ topic: 'webhook.missed', subject: subjectOf(ref), limit: 1_000 });
    return told.some(({ data }) => data.updatedAt === updatedAt);
  }

  /** Answers where the next look goes on. */
  async function checkExistence(): Promise<string | null> {
    let after = mark.existsAfter;
    let left = checkedAtOnce ?? Number.POSITIVE_INFINITY;
    if (checkedAtOnce === null) after = null;
    while (left > 0) {
      const limit = Math.min(left, 250);
      const saved = await savedIssues.page(name, after, limit);
      const ids = saved.map(({ ref }) => ref.id);
      if (ids.length > 0) {
        const there = await tracker.whichExist(ids);
        for (const id of ids) if (!there.has(id)) await confirmGone({ tracker: name, id });
        counts.checked += ids.length;
      }
      if (saved.length < limit) return null;
      after = ids.at(-1) ?? null;
      left -= ids.length;
      await keep();
    }
    return after;
  }

  /** An index may not know an issue that is there, so the issue itself is asked for. */
  async function confirmGone(ref: IssueRef): Promise<void> {
    await pace.turn('read');
    if ((await deps.reviewIssue(ref)).outcome !== 'gone') return;
    await deps.writes.release(ref);
    counts.gone += 1;
  }

  function event(ref: IssueRef, topic: WaymarkEvent['topic'], data: WaymarkEvent['data']): WaymarkEvent {
    return { topic, subject: subjectOf(ref), data, actor: 'waymark', at: clock.now().toISOString() };
  }
}

function subjectOf({ tracker, id }: IssueRef): string {
  return `${tracker}:${id}`;
}
