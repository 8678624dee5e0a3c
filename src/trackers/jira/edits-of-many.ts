import { TrackerError } from '../../domain/errors.ts';
import type { JiraFieldCalls } from './field-calls.ts';

/** One request for an edit of many issues, a thousand at most. */
export interface EditOfMany {
  readonly ids: readonly string[];
  readonly fieldIds: readonly string[];
  /** By the kind of field, what each field is set to. */
  readonly input: Readonly<Record<string, readonly unknown[]>>;
  /** JQL for issues that do not have what the edit gives them; null where JQL cannot tell. */
  readonly unmet: string | null;
}

interface Task {
  readonly edit: EditOfMany;
  readonly id: string;
}

/** Answers the issues that were written. */
export type RunEditsOfMany = (edits: readonly EditOfMany[]) => Promise<ReadonlySet<string>>;

const SHORTEST_LOOK_MS = 250;
const LONGEST_LOOK_MS = 30_000;
const MOST_LOOKS = 120;
/** What an edit of one issue among many takes, as long as no task has told. */
const ASSUMED_MS = 1;
const LOUD_MS = 60 * 60_000;
const SOME_MORE = 1.2;

/**
 * Starts these edits and waits for their ends. Jira tells of each task by itself, so several are looked after by one
 * search for the issues that have not got their value yet: when it finds none, nobody needs to ask for the tasks. A
 * search may lag behind; tasks of which it finds issues and no progress are asked for.
 */
export function createEditsOfMany(deps: {
  readonly calls: JiraFieldCalls;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}): { readonly run: RunEditsOfMany; readonly isAllowed: () => boolean } {
  const { calls, now, wait } = deps;
  let forbiddenUntil = 0;
  let unsearchableUntil = 0;
  let msPerIssue = ASSUMED_MS;
  let isMeasured = false;

  return { run, isAllowed: () => forbiddenUntil <= now() };

  async function run(edits: readonly EditOfMany[]): Promise<ReadonlySet<string>> {
    const started = now();
    const tasks: Task[] = [];
    for (const edit of edits) {
      const id = await start(edit);
      if (id !== null) tasks.push({ edit, id });
    }
    const left = await leftBySearch(tasks, started);
    const done = new Set<string>();
    for (const task of tasks) {
      const { ids } = task.edit;
      const written = left && !ids.some((id) => left.has(id)) ? ids : await outcome(task, started);
      for (const id of written) done.add(id);
    }
    return done;
  }

  async function start({ ids, fieldIds, input }: EditOfMany): Promise<string | null> {
    if (forbiddenUntil > now()) return null;
    try {
      return await calls.editMany(ids, fieldIds, input);
    } catch (error) {
      if (!(error instanceof TrackerError && error.kind === 'invalid')) throw error;
      if (error.status === 403) forbiddenUntil = now() + LOUD_MS;
      return null;
    }
  }

  /** The issues that have not got their value when no more of them get it; null when that cannot be told. */
  async function leftBySearch(tasks: readonly Task[], started: number): Promise<ReadonlySet<string> | null> {
    const jql = unmetJql(tasks);
    const count = countOf(tasks);
    if (jql === null || tasks.length < 2 || unsearchableUntil > now()) return null;
    let before = count;
    for (let look = 1; look <= MOST_LOOKS; look += 1) {
      await wait(lookAfter(before * msPerIssue * SOME_MORE));
      const found = await calls.idsOf(jql, count).catch((error: unknown) => {
        if (!(error instanceof TrackerError) || error.kind === 'auth') throw error;
        // Such as for a site that takes no list so long.
        if (error.kind === 'invalid') unsearchableUntil = now() + LOUD_MS;
        return null;
      });
      if (found === null) return null;
      if (found.length === 0 && look === 1) learnAtMost((now() - started) / count);
      else if (found.length < count) learn((now() - started) / (count - found.length));
      if (found.length === 0 || found.length >= before) return new Set(found);
      before = found.length;
    }
    return null;
  }

  /** The issues that a task has written, when it has come to its end. */
  async function outcome({ edit, id }: Task, started: number): Promise<readonly string[]> {
    let ms = lookAfter(started + edit.ids.length * msPerIssue * SOME_MORE - now());
    for (let look = 1; look <= MOST_LOOKS; look += 1) {
      await wait(ms);
      const progress = await progressOf(id);
      if (typeof progress === 'number') {
        ms = lookAfter(Math.max(progress, ms * 2));
        continue;
      }
      const { status, processedAccessibleIssues, progressPercent } = progress;
      const elapsed = now() - started;
      if (status === 'COMPLETE') {
        if (look === 1) learnAtMost(elapsed / edit.ids.length);
        return processedAccessibleIssues;
      }
      if (status === 'FAILED' || status === 'CANCELLED' || status === 'DEAD') return [];
      if (progressPercent > 0) learn((elapsed * 100) / progressPercent / edit.ids.length);
      const rest = progressPercent > 0 ? (elapsed * (100 - progressPercent)) / progressPercent : ms * 2;
      ms = lookAfter(rest * SOME_MORE);
    }
    throw new TrackerError('unavailable', `Jira writeFieldOfMany: the task ${id} does not come to an end`);
  }

  /** How many ms to leave it alone, when Jira has no answer now: asking for the edit once more would double it. */
  async function progressOf(id: string) {
    try {
      return await calls.progressOfMany(id);
    } catch (error) {
      const isPassing =
        error instanceof TrackerError && (error.kind === 'rate-limited' || error.kind === 'unavailable');
      if (!isPassing) throw error;
      return error.retryAfterMs ?? LONGEST_LOOK_MS;
    }
  }

  function learn(seen: number): void {
    msPerIssue = seen;
    isMeasured = true;
  }

  /** All were done at the first look: sooner next time, until a look has come too soon. */
  function learnAtMost(seen: number): void {
    if (!isMeasured) msPerIssue = Math.min(msPerIssue, seen) / 2;
  }
}

function lookAfter(ms: number): number {
  return Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_LOOK_MS, Math.ceil(ms)));
}

function countOf(tasks: readonly Task[]): number {
  return tasks.reduce((sum, { edit }) => sum + edit.ids.length, 0);
}

/** Null where one of the tasks cannot be told by a search. */
function unmetJql(tasks: readonly Task[]): string | null {
  const parts = new Map<string, string[]>();
  for (const { edit } of tasks) {
    // Ids stand in the query as they are.
    if (edit.unmet === null || !edit.ids.every((id) => /^\d{1,18}$/.test(id))) return null;
    parts.set(edit.unmet, [...(parts.get(edit.unmet) ?? []), ...edit.ids]);
  }
  return [...parts].map(([unmet, ids]) => `(id in (${ids.join(',')}) AND (${unmet}))`).join(' OR ');
}
