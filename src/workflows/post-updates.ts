import type { TrackerName } from '../domain/issue.ts';
import { workOf } from '../domain/okr/goal.ts';
import type { GoalTree } from '../domain/okr/goal-tree.ts';
import { linkKey } from '../domain/okr/issue-links.ts';
import type { ProgressSettings } from '../domain/okr/progress-settings.ts';
import { together, updateBody } from '../domain/okr/progress-update.ts';
import {
  isWorthPublishing,
  linearHealth,
  type PublishedStanding,
  updateAction,
} from '../domain/okr/publishing.ts';
import type { IssueLinkRule } from '../domain/okr/source.ts';
import type {
  Clock,
  ProgressUpdate,
  ProgressUpdates,
  PublishedRow,
  PublishedStandings,
  Tracker,
  UpdatePlace,
  WriteLog,
} from '../domain/ports.ts';
import type { Settings } from '../domain/settings.ts';
import { mayWriteFields } from '../domain/write-back/gate.ts';
import { isQuiet } from '../domain/write-back/quiet-hours.ts';
import { type CurrentStandings, standingsAlone } from './current-standings.ts';

/** What became of the updates of one objective's projects and initiatives. */
export interface UpdatesOutcome {
  readonly created: number;
  readonly edited: number;
  /** Told already, or not worth telling yet. */
  readonly unchanged: number;
  /** For the next of its week. */
  readonly waiting: number;
  /** Nothing is posted at this hour. */
  readonly isQuiet: boolean;
}

export type PostUpdates = (objective: string) => Promise<UpdatesOutcome>;

type PlaceRule = Extract<IssueLinkRule, { readonly by: 'linear-project' | 'linear-initiative' }>;

/** An update tells of every objective that its place serves, so what was told there belongs to no single goal. */
export const anyGoal = '';

const kindOf = (rule: PlaceRule): UpdatePlace['kind'] =>
  rule.by === 'linear-project' ? 'project' : 'initiative';

/**
 * Posts the health and the progress of objectives on the projects and initiatives that their key results name: one
 * update a week at most unless the status changed, edited in place on its day. One that a person took away is not
 * posted again until the next is due.
 */
export function createPostUpdates(deps: {
  currentStandings: CurrentStandings;
  published: PublishedStandings;
  trackers: ReadonlyMap<TrackerName, Tracker>;
  writes: Pick<WriteLog, 'append'>;
  settings: Settings;
  clock: Clock;
}): PostUpdates {
  const { currentStandings, published, trackers, writes, clock, settings } = deps;
  const { progress }: { progress: ProgressSettings } = settings.okr;

  return async (objective) => {
    const outcome = { created: 0, edited: 0, unchanged: 0, waiting: 0, isQuiet: false };
    const found = [...trackers.values()].find(({ progressUpdates }) => progressUpdates !== undefined);
    const updates = found?.progressUpdates;
    if (!found || !updates || !progress.updates || !mayWriteFields(settings.writeBack.mode)) return outcome;
    const { tree } = await currentStandings(today(), { ...standingsAlone, goals: [objective] });
    const rules = rulesOf(tree, objective);
    if (rules.length > 0 && isQuiet(clock.now(), settings.writeBack.quietHours)) {
      return { ...outcome, isQuiet: true };
    }
    for (const rule of rules) {
      for (const place of await updates.findPlaces(kindOf(rule), rule.value)) {
        outcome[await post({ updates, tracker: found.name, place, rule, tree })] += 1;
      }
    }
    return outcome;
  };

  function today(): string {
    return clock.now().toISOString().slice(0, 10);
  }

  async function post(at: {
    updates: ProgressUpdates;
    tracker: TrackerName;
    place: UpdatePlace;
    rule: PlaceRule;
    tree: GoalTree;
  }): Promise<Exclude<keyof UpdatesOutcome, 'isQuiet'>> {
    const { updates, tracker, place, rule, tree } = at;
    const goals = objectivesAt(tree, rule);
    const { objectives } = await currentStandings(today(), { ...standingsAlone, goals });
    const standing = together(objectives);
    const health = linearHealth(standing.status);
    const placeName = `${tracker}-${place.kind}:${place.id}`;
    const last = await settled(tracker, place, placeName, updates);
    if (health === null || !isWorthPublishing(last, standing, progress.stepPercent)) return 'unchanged';
    const update: ProgressUpdate = { health, body: updateBody(objectives) };
    const before = last ? readReference(last) : null;
    switch (updateAction(last, standing.status, today())) {
      case 'wait':
        return 'waiting';
      case 'edit': {
        if (!last || !before) return 'waiting';
        if ((await updates.edit(place.kind, before.id, update)) === 'missing') {
          await remember(placeName, { ...last, ...standing }, null);
          return 'waiting';
        }
        const content = contentOf(update);
        await log(tracker, place, before.id, before.content, content);
        await remember(placeName, { ...standing, day: last.day }, { id: before.id, content });
        return 'edited';
      }
      case 'create': {
        const day = today();
        const content = contentOf(update);
        await published.put(
          [row(intentOf(placeName), { ...standing, day }, JSON.stringify({ content }))],
          [],
        );
        const { id } = await updates.create(place, update, day);
        await log(tracker, place, id, null, content);
        await remember(placeName, { ...standing, day }, { id, content });
        return 'created';
      }
    }
  }

  /**
   * What was last told at a place. An intent that is still open was cut short between the call and the record of it:
   * the update is looked for by the day of the intent, or a new day would post another one.
   */
  async function settled(
    tracker: TrackerName,
    place: UpdatePlace,
    placeName: string,
    updates: ProgressUpdates,
  ): Promise<PublishedRow | null> {
    const rows = await published.of([anyGoal]);
    const last = rows.find((one) => one.place === placeName) ?? null;
    const intent = rows.find((one) => one.place === intentOf(placeName));
    if (!intent?.reference) return last;
    const found = await updates.look(place, intent.day);
    if (found.state === 'missing') {
      await published.put([{ ...intent, reference: null }], []);
      return last;
    }
    const { content } = JSON.parse(intent.reference) as { content: string };
    await log(tracker, place, found.id, null, content);
    return remember(placeName, intent, found.state === 'there' ? { id: found.id, content } : null);
  }

  /** Closes an open intent too. */
  async function remember(
    place: string,
    told: Told,
    reference: { id: string; content: string } | null,
  ): Promise<PublishedRow> {
    const now = row(place, told, reference && JSON.stringify(reference));
    await published.put([now, row(intentOf(place), told, null)], []);
    return now;
  }

  /** With what stood there before, so that it can be taken back. */
  async function log(
    tracker: TrackerName,
    place: UpdatePlace,
    id: string,
    before: string | null,
    after: string,
  ): Promise<void> {
    const entry = {
      ref: { tracker, id: place.id },
      ...{ key: place.name, project: '', field: null, before, after },
      ...({ kind: 'update', state: 'written', reason: null, issueUpdatedAt: null } as const),
      commentId: `${place.kind}:${id}`,
      at: clock.now().toISOString(),
    };
    await writes.append([entry], []);
  }
}

type Told = PublishedStanding & { readonly day: string };

function row(place: string, { progress, score, status, day }: Told, reference: string | null): PublishedRow {
  return { goal: anyGoal, place, progress, score, status, day, reference };
}

/** Where stands that an update is about to be created. */
const intentOf = (place: string) => `intent:${place}`;

/** What an update says, to be put back as it was. */
export const contentOf = (update: ProgressUpdate): string => JSON.stringify(update);

function readReference({ reference }: PublishedRow): { id: string; content: string } | null {
  return reference === null ? null : (JSON.parse(reference) as { id: string; content: string });
}

function rulesOf(tree: GoalTree, objective: string): readonly PlaceRule[] {
  const rules = new Map<string, PlaceRule>();
  for (const keyResult of tree.keyResultsOf(objective)) {
    const rule = workOf(keyResult);
    if (rule?.by === 'linear-project' || rule?.by === 'linear-initiative') rules.set(linkKey(rule), rule);
  }
  return [...rules.values()];
}

/** Every objective that has a key result with this rule. */
function objectivesAt(tree: GoalTree, rule: PlaceRule): readonly string[] {
  const key = linkKey(rule);
  const found = tree.keyResults().filter((one) => {
    const work = workOf(one);
    return work !== null && linkKey(work) === key;
  });
  return [...new Set(found.map(({ parent }) => parent))];
}
