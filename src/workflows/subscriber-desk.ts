import { randomBytes } from 'node:crypto';
import type { Doer } from '../domain/access.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import { testMessage } from '../domain/event-stream/message.ts';
import { readTopicPatterns } from '../domain/event-stream/topic-pattern.ts';
import type {
  CallOutcome,
  Clock,
  EventStreamLog,
  Subscriber,
  SubscriberCaller,
  SubscriberQueue,
  Subscribers,
} from '../domain/ports.ts';

export interface SubscriberWish {
  readonly name: string;
  readonly url: string;
  /** By default everything that is published. */
  readonly topics?: string;
  readonly groups?: readonly string[];
  /** Where it begins; by default with what happens from now on. */
  readonly from?: number;
}

export type AddOutcome =
  | { readonly outcome: 'added'; readonly subscriber: SubscriberStanding; readonly secret: string }
  | { readonly outcome: 'refused'; readonly message: string };

/** A subscriber with how far behind it is. */
export interface SubscriberStanding extends Subscriber {
  /** Positions of the log that it has not been told of yet; not all of them are for it. */
  readonly behind: number;
}

/** Who is called with what happens. */
export interface SubscriberDesk {
  /** The secret is told here and never again. */
  add(wish: SubscriberWish, by: Doer): Promise<AddOutcome>;
  list(): Promise<readonly SubscriberStanding[]>;
  /** False when there is none. */
  remove(id: string, by: Doer): Promise<boolean>;
  enable(id: string, by: Doer): Promise<boolean>;
  /** Sends what is behind this position again, under the same ids; also enables. False when there is none. */
  replay(id: string, position: number, by: Doer): Promise<boolean>;
  /** Calls it with a message that means nothing; null when there is none. */
  test(id: string): Promise<CallOutcome | null>;
  /** Asks for those that are due to be called. */
  callDue(cause: string): Promise<void>;
}

/** What stands in a query may be a secret, and the log is for ever. */
const withoutQuery = (url: string) => url.replace(/[?#].*$/s, '');

const longestName = 100;
const longestUrl = 1_000;
const mostSubscribers = 100;

export function createSubscriberDesk(deps: {
  subscribers: Subscribers;
  eventStream: EventStreamLog;
  caller: SubscriberCaller;
  queue: SubscriberQueue;
  clock: Clock;
}): SubscriberDesk {
  const { subscribers, eventStream, caller, queue, clock } = deps;

  function event(
    topic: Extract<WaymarkEvent['topic'], `subscriber.${string}`>,
    id: string,
    by: Doer,
    data: WaymarkEvent['data'],
  ): WaymarkEvent {
    const at = clock.now().toISOString();
    return { topic, subject: `subscriber:${id}`, data: { ...data, from: by.from }, actor: by.who, at };
  }

  /** Behind the end of the log a subscriber would wait in silence until the log has grown so long. */
  async function placed(wanted: number | null): Promise<number> {
    const head = await eventStream.head();
    return wanted === null ? head : Math.min(wanted, head);
  }

  /** What is wrong with a wish, in a sentence. */
  function judge({ name, url, topics = '*' }: SubscriberWish): string | null {
    if (name.trim() === '' || name.length > longestName) {
      return `Give it a name of at most ${longestName} characters.`;
    }
    if (url.length > longestUrl) return 'The address is too long.';
    const read = readTopicPatterns(topics);
    return read.ok ? caller.judge(url) : read.message;
  }

  return {
    async add(wish, by) {
      const problem = judge(wish);
      if (problem !== null) return { outcome: 'refused', message: problem };
      if ((await subscribers.list()).length >= mostSubscribers) {
        return { outcome: 'refused', message: `There are ${mostSubscribers} subscribers already.` };
      }
      const id = `sub_${randomBytes(9).toString('hex')}`;
      const { secret, sealed } = await caller.newSecret();
      const { topics = '*', groups = [] } = wish;
      const { href: url } = new URL(wish.url);
      const name = wish.name.trim();
      const position = await placed(wish.from ?? null);
      const createdAt = clock.now().toISOString();
      await subscribers.add(
        {
          ...{ id, name, url, topics, groups, position, createdAt },
          createdBy: by.who,
          sealedSecret: sealed,
        },
        [
          event('subscriber.added', id, by, {
            before: null,
            after: { name, url: withoutQuery(url), topics, groups },
          }),
        ],
      );
      const subscriber = await subscribers.find(id);
      if (!subscriber) throw new Error(`the subscriber ${id} is gone already`);
      if (wish.from !== undefined) await queue.request([id], 'added');
      return { outcome: 'added', subscriber: standing(subscriber, await eventStream.head()), secret };
    },
    async list() {
      const [all, head] = await Promise.all([subscribers.list(), eventStream.head()]);
      return all.map((one) => standing(one, head));
    },
    async remove(id, by) {
      const known = await subscribers.find(id);
      const before = known && { name: known.name, url: withoutQuery(known.url) };
      return subscribers.remove(id, [event('subscriber.removed', id, by, { before, after: null })]);
    },
    async enable(id, by) {
      const told = event('subscriber.enabled', id, by, { before: 'off', after: 'on' });
      const isThere = await subscribers.enable(id, null, [told]);
      if (isThere) await queue.request([id], 'enabled');
      return isThere;
    },
    async replay(id, wanted, by) {
      const position = await placed(wanted);
      const before = (await subscribers.find(id))?.position ?? null;
      const told = event('subscriber.replayed', id, by, { position, before, after: position });
      const isThere = await subscribers.enable(id, position, [told]);
      if (isThere) await queue.request([id], 'replay');
      return isThere;
    },
    async test(id) {
      const [subscriber, sealed] = [await subscribers.find(id), await subscribers.sealedSecret(id)];
      if (!subscriber || sealed === null) return null;
      return caller.call(subscriber.url, sealed, testMessage(id, clock.now()));
    },
    async callDue(cause) {
      const due = await subscribers.due(clock.now());
      if (due.length > 0) await queue.request(due, cause);
    },
  };
}

function standing(subscriber: Subscriber, head: number): SubscriberStanding {
  return { ...subscriber, behind: Math.max(0, head - subscriber.position) };
}
