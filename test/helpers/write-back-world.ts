import { TrackerError } from '../../src/domain/errors.ts';
import type { AllSettings } from '../../src/domain/settings.ts';
import { type FieldValue, isOwned, type SyncedField } from '../../src/domain/write-back/fields.ts';
import { isEmpty, sameValue } from '../../src/domain/write-back/same-value.ts';
import { createCatchUpWrites } from '../../src/workflows/catch-up-writes.ts';
import { createSweepDeliveries } from '../../src/workflows/sweep-deliveries.ts';
import { call, createDesk } from './desk.ts';

export class Death extends Error {}

/** What goes wrong in one attendance. `nth` counts the calls to tracker and store. */
export type Trouble =
  | { readonly kind: 'none' }
  | { readonly kind: 'death'; readonly nth: number; readonly when: 'before' | 'after' }
  | {
      readonly kind: 'tracker';
      readonly method: 'fetchIssue' | 'writeFields' | 'createComment' | 'updateComment' | 'deleteComment';
      readonly error: 'unavailable' | 'rate-limited';
      readonly afterApplying: boolean;
    }
  /** Somebody edits while Waymark is at work. */
  | { readonly kind: 'edit'; readonly nth: number; readonly title: string };

const id = 'SHOP-1';
const minute = 60_000;

/**
 * One issue, everybody who edits it, and Waymark, with the network between them in the hands of the test. It watches
 * every write, and remembers each promise that was broken.
 */
export function createWriteBackWorld(settings: AllSettings, name: 'jira' | 'linear') {
  const desk = createDesk(name, settings);
  const { tracker } = desk;
  const broken: string[] = [];
  const inFlight: string[] = [];
  const delivered: string[] = [];
  let lastDelivery = 0;
  /** Mission fields that Waymark filled and somebody cleared. */
  const cleared = new Set<SyncedField>();
  const filled = new Set<SyncedField>();
  /** A second program that puts the framing back to this whenever it is something else; null: there is none. */
  let stubborn: string | null = null;

  tracker.giveFields(id, { framing: null, priority: null, size: null });

  const touched = () => {
    lastDelivery += 1;
    inFlight.push(`d-${lastDelivery}`);
  };
  const touch = (over: Record<string, unknown>) => {
    const issue = tracker.issues.get(id);
    const updatedAt = new Date(Date.parse(issue?.updatedAt ?? '') + 1000).toISOString();
    tracker.put({ ...issue, ...over, id, updatedAt });
    touched();
  };
  touch({ priority: 'High' });

  tracker.onWriteFields = (_, changes) => {
    const actual = tracker.fieldsOf(id);
    for (const { field, to } of changes) {
      const now = actual[field] ?? null;
      if (sameValue(now, to)) broken.push(`${field} was written with what was there: ${to}`);
      if (isOwned(field)) continue;
      if (!isEmpty(now)) broken.push(`${field} was overwritten: ${now}`);
      if (cleared.has(field)) broken.push(`${field} was written again after it was cleared`);
      filled.add(field);
    }
  };

  /** Waymark's own writes come back as webhooks, and the other program sees them too. */
  const afterWrites = (calls: number) => {
    const written = tracker.calls
      .slice(calls)
      .filter(({ method }) => /^(?:create|update|delete)Comment$|^writeFields$/.test(method));
    for (const _ of written) touched();
    if (stubborn !== null && written.length > 0) putBack();
  };
  const putBack = () => {
    if (stubborn === null || tracker.fieldsOf(id).framing === stubborn) return;
    tracker.setField(id, 'framing', stubborn);
    touched();
  };

  const receive = async (delivery: string) => {
    await desk.receive(name, call({ delivery, issue: { id, key: id } }));
    delivered.push(delivery);
  };

  const parts = ['tracker', 'writes', 'comments', 'reviews', 'deliveries', 'refusals'] as const;

  /** The parts with the trouble built in. */
  function troubled(trouble: Trouble) {
    let calls = 0;
    const watch = (whole: object) =>
      Object.fromEntries(
        Object.entries(whole).map(([method, value]) => [
          method,
          typeof value !== 'function' || method === 'readWebhook'
            ? value
            : async (...args: unknown[]) => {
                calls += 1;
                const isNow = 'nth' in trouble && trouble.nth === calls;
                if (isNow && trouble.kind === 'edit') touch({ title: trouble.title });
                if (isNow && trouble.kind === 'death' && trouble.when === 'before') throw new Death();
                const result = await value.apply(whole, args);
                if (isNow && trouble.kind === 'death') throw new Death();
                return result;
              },
        ]),
      );
    return Object.fromEntries(parts.map((part) => [part, watch(desk[part])]));
  }

  async function attend(trouble: Trouble = { kind: 'none' }): Promise<void> {
    if (trouble.kind === 'tracker') {
      const { method, error, afterApplying } = trouble;
      // A call that a rate limit turned away was not applied.
      const applied = afterApplying && error === 'unavailable';
      tracker.failNext(method, new TrackerError(error, error), { afterApplying: applied });
    }
    const calls = tracker.calls.length;
    try {
      await desk.attendWith(troubled(trouble))(desk.ref, 'a look');
    } catch (error) {
      if (!(error instanceof Death) && !(error instanceof TrackerError)) throw error;
    }
    afterWrites(calls);
    const own = [...tracker.comments.values()].filter(({ byOther }) => !byOther);
    if (own.length > 1) broken.push(`${own.length} comments`);
  }

  /** The housekeeping jobs, and every review that is asked for. */
  async function work(): Promise<number> {
    const { deliveries, writes, queue, clock, log } = desk;
    await createSweepDeliveries({ deliveries, queue, clock, log })();
    await createCatchUpWrites({ writes, settings, queue, clock, log })();
    const asked = queue.take();
    for (const _ of asked) await attend();
    return asked.length;
  }

  return {
    desk,
    broken,
    inFlight,
    attend,
    edit: (title: string) => touch({ title }),
    label: (isOff: boolean) => touch({ labels: isOff ? [{ name: 'waymark-off' }] : [] }),
    setField(field: SyncedField, value: FieldValue) {
      const before = tracker.fieldsOf(id)[field];
      if (isEmpty(value) && !isEmpty(before) && filled.has(field)) cleared.add(field);
      tracker.setField(id, field, value);
      touched();
    },
    deleteComment() {
      for (const comment of tracker.comments.values()) tracker.comments.delete(comment.id);
    },
    setStubborn(value: string | null) {
      stubborn = value;
      putBack();
    },
    wait: (minutes: number) => desk.wait(minutes * minute),
    /** Lets one of those under way arrive, whichever; with `again` it stays under way. */
    async deliver(nth: number, again: boolean) {
      const at = inFlight.length === 0 ? -1 : nth % inFlight.length;
      const delivery = inFlight[at];
      if (delivery === undefined) return;
      if (!again) inFlight.splice(at, 1);
      await receive(delivery);
    },
    /** A delivery that arrived long ago arrives once more. */
    async redeliver(nth: number) {
      const delivery = delivered[nth % Math.max(1, delivered.length)];
      if (delivery !== undefined) await receive(delivery);
    },
    work,
    /** Everything arrives and everything asked for is done; answers whether it ever comes to rest. */
    async settle(): Promise<boolean> {
      for (let round = 0; round < 100; round += 1) {
        for (const delivery of inFlight.splice(0)) await receive(delivery);
        desk.wait(2 * minute);
        if ((await work()) === 0 && inFlight.length === 0) return true;
      }
      return false;
    },
  };
}
