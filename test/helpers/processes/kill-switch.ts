import { PGlite } from '@electric-sql/pglite';
import { Job, Queue } from 'bullmq';
import pg from 'pg';

/** A step at which the process is to end, as if the power went. */
export interface KillPoint {
  readonly at: 'statement' | 'commit' | 'queue-add' | 'job-done';
  /** Part of the statement, or of one in the transaction whose commit is meant. */
  readonly sql?: string;
  readonly when: 'before' | 'after';
  /** 1 for the first time that it comes by after arming. */
  readonly nth?: number;
}

let armed: KillPoint | null = null;
let seen = 0;

export function arm(point: KillPoint): void {
  armed = point;
  seen = 0;
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment, in which nothing else may happen.
  for (;;);
}

/** Whether this pass over a step is the one at which the armed point lies. */
function isDue(matches: (point: KillPoint) => boolean): KillPoint | null {
  if (armed === null || !matches(armed)) return null;
  seen += 1;
  return seen === (armed.nth ?? 1) ? armed : null;
}

async function around<T>(point: KillPoint | null, step: () => Promise<T>): Promise<T> {
  if (point?.when === 'before') die();
  const result = await step();
  if (point) die();
  return result;
}

/** Looks at the statements of one session; a commit is known by the statement that its transaction held. */
function createWatch() {
  let held = false;
  return (text: string): KillPoint | null => {
    if (/^\s*begin\b/i.test(text)) held = false;
    if (armed?.at === 'commit' && armed.sql !== undefined && text.includes(armed.sql)) held = true;
    if (/^\s*commit\b/i.test(text)) {
      const isMeant = held;
      held = false;
      return isDue(({ at }) => at === 'commit' && isMeant);
    }
    return isDue(({ at, sql }) => at === 'statement' && sql !== undefined && text.includes(sql));
  };
}

/** Puts the switch into everything that commits: both databases' sessions and the queue. */
export function installKillSwitch(): void {
  const watches = new WeakMap<object, ReturnType<typeof createWatch>>();
  const watchOf = (session: object) => {
    const watch = watches.get(session) ?? createWatch();
    watches.set(session, watch);
    return watch;
  };

  patch(
    pg.Client.prototype,
    'query',
    (original) =>
      function (this: object, ...args: unknown[]) {
        const [first] = args;
        const text = typeof first === 'string' ? first : String((first as { text?: unknown })?.text ?? '');
        const point = watchOf(this)(text);
        // Calls with a callback come from the queue and are not what is looked for.
        return point
          ? around(point, () => original.apply(this, args) as Promise<unknown>)
          : original.apply(this, args);
      },
  );
  patch(
    PGlite.prototype,
    'execProtocolStream',
    (original) =>
      function (this: object, ...args: unknown[]) {
        const text = Buffer.from(args[0] as Uint8Array).toString('latin1');
        const plain = text.slice(5);
        const point = watchOf(this)(/^(begin|commit)/i.test(plain) ? plain : text);
        return around(point, () => original.apply(this, args) as Promise<unknown>);
      },
  );
  patch(
    Queue.prototype,
    'add',
    (original) =>
      function (this: object, ...args: unknown[]) {
        return around(
          isDue(({ at }) => at === 'queue-add'),
          () => original.apply(this, args) as Promise<unknown>,
        );
      },
  );
  patch(
    Job.prototype,
    'moveToCompleted',
    (original) =>
      function (this: object, ...args: unknown[]) {
        return around(
          isDue(({ at }) => at === 'job-done'),
          () => original.apply(this, args) as Promise<unknown>,
        );
      },
  );
}

type Method = (this: object, ...args: unknown[]) => unknown;

function patch(prototype: object, name: string, wrap: (original: Method) => Method): void {
  const methods = prototype as Record<string, Method>;
  const original = methods[name];
  if (!original) throw new Error(`there is no ${name} to put the switch into`);
  methods[name] = wrap(original);
}
