import type { WaymarkEvent } from '../domain/event.ts';
import type { Issue } from '../domain/issue.ts';
import type { Clock, Log, WriteEntry, WriteLog } from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';
import type { ValueChange } from '../domain/write-back/flips.ts';
import { type GateVerdict, historyStart, judge, projectHourStart } from '../domain/write-back/gate.ts';
import { opinionFingerprint } from './fingerprint.ts';

export interface WriteRequest {
  readonly issue: Issue;
  readonly kind: WriteEntry['kind'];
  readonly changes: readonly (ValueChange & { readonly commentId?: string | null })[];
  /** The caller keeps to a pace of its own: no budget, no quiet hours. */
  readonly isPaced?: boolean;
}

/** `write`: go on. `held`: later. `stopped`: not until something changes. Each but the first is on record. */
export type GateAnswer = 'write' | 'held' | 'stopped';

export type WriteGate = (request: WriteRequest) => Promise<GateAnswer>;

/** More than an issue's budget and its flips can be told from. */
const historyLimit = 1_000;

export type JudgeWrite = (request: Omit<WriteRequest, 'kind'>) => Promise<GateVerdict>;

/** What the gate says of a write, with nothing put on record: for callers that keep a record of their own. */
export function createJudgeWrite(deps: {
  writes: Pick<WriteLog, 'findStop' | 'list' | 'countSince'>;
  settings: AllSettings;
  clock: Clock;
}): JudgeWrite {
  const { writes, clock } = deps;
  return async ({ issue, changes, isPaced = false }) => {
    const { ref, project } = issue;
    const { tracker } = ref;
    const all = settingsFor(deps.settings, tracker, project);
    const settings = all.writeBack;
    const now = clock.now();
    const [stop, past, projectCalls] = await Promise.all([
      writes.findStop(ref),
      writes.list({ ref, since: historyStart(now, settings), limit: historyLimit }),
      isPaced ? 0 : writes.countSince(projectHourStart(now), { tracker, project }),
    ]);
    const history = past.filter(({ state }) => state === 'intended' || state === 'written').toReversed();
    const fingerprint = opinionFingerprint(issue, all);
    return judge({ settings, now, changes, stop, fingerprint, history, projectCalls, isPaced });
  };
}

/**
 * Every write to a tracker passes here first: budgets, quiet hours, and the breaker that ends a fight over a value.
 * What may not be written now is put on record as held, and the record goes when it is written or no longer wanted.
 */
export function createWriteGate(deps: {
  writes: WriteLog;
  settings: AllSettings;
  clock: Clock;
  log: Log;
}): WriteGate {
  const { writes, clock } = deps;

  const judgeWrite = createJudgeWrite(deps);

  return async (request) => {
    const { issue, kind, changes } = request;
    const { ref } = issue;
    const now = clock.now();
    const verdict = await judgeWrite(request);

    switch (verdict.verdict) {
      case 'write':
        return 'write';
      case 'stopped':
        await writes.hold(ref, kind, [], []);
        return 'stopped';
      case 'hold':
        await hold(issue, kind, changes, verdict.because, now);
        return verdict.because === 'breaker' ? 'stopped' : 'held';
      case 'trip':
        await trip(issue, verdict.flips, now);
        await hold(issue, kind, changes, 'breaker', now);
        return 'stopped';
    }
  };

  async function trip(issue: Issue, flips: number, now: Date): Promise<void> {
    const { ref, key, project } = issue;
    const { breaker } = settingsFor(deps.settings, ref.tracker, project).writeBack;
    const detail = `values went to and fro ${flips} times in ${breaker.minutes} minutes`;
    const until = new Date(now.getTime() + breaker.coolDownMinutes * 60_000).toISOString();
    const at = now.toISOString();
    await writes.putStop(
      { ref, key, project, reason: 'breaker', detail, fingerprint: null, at, until, liftedAt: null },
      [event(issue, 'writeback.stopped', { detail, until }, at)],
    );
    deps.log.warn(
      { tracker: ref.tracker, issue: key, flips, until },
      'something else keeps changing what Waymark writes on this issue: it stops there for now',
    );
  }

  async function hold(
    issue: Issue,
    kind: WriteEntry['kind'],
    changes: WriteRequest['changes'],
    reason: string,
    now: Date,
  ): Promise<void> {
    const { ref, key, project } = issue;
    const at = now.toISOString();
    const wasHeld = (await writes.open(ref)).some((entry) => entry.state === 'held' && entry.kind === kind);
    const entries = changes.map(({ field, before, after, commentId = null }) => ({
      ...{ ref, key, project, kind, field, before, after, commentId, reason, at },
      state: 'held' as const,
      issueUpdatedAt: null,
    }));
    const fields = changes.flatMap(({ field }) => field ?? []);
    const held = event(issue, 'writeback.held', { kind, reason, ...(fields.length > 0 && { fields }) }, at);
    await writes.hold(ref, kind, entries, wasHeld ? [] : [held]);
  }
}

function event(
  { ref, key }: Issue,
  topic: WaymarkEvent['topic'],
  data: WaymarkEvent['data'],
  at: string,
): WaymarkEvent {
  return { topic, subject: `${ref.tracker}:${ref.id}`, data: { key, ...data }, actor: 'waymark', at };
}
