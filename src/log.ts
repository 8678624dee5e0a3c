import { pino } from 'pino';
import { type LogLevel, Secret } from './config.ts';
import type { Log } from './domain/ports.ts';

const redacted = '[redacted]';
/** What no line may hold whatever its value, by the name it is given. */
const secretName =
  /(?:password|passwd|passphrase|secret|token|api[-_]?key|authorization|cookie|signature|credential|private[-_]?key)s?$/i;
const longestText = 8_192;
/** Secrets are looked for beyond the cut, so that the cut never leaves half of one standing. */
const longestSearched = 65_536;
const deepest = 6;
const widest = 100;
/** Shorter ones turn up in ordinary words: blotting them out would make the log unreadable and hide nothing. */
const shortestSecret = 8;

/** Where lines go: one JSON object each, with the newline. */
export interface LogDestination {
  write(line: string): void;
}

/**
 * A log of JSON lines that holds no secret: fields with a secret's name, the given secret values wherever they occur
 * in any text, and credentials in addresses and headers are blotted out before pino sees them.
 */
export function createLog(options: {
  level: LogLevel;
  secrets?: readonly string[];
  destination: LogDestination;
}): Log {
  const redact = createRedact(options.secrets ?? []);
  const root = pino(
    { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    options.destination,
  );

  // Most lines are below the level, and most loggers made for one delivery never write one: they are made when needed.
  const wrap = (make: () => pino.Logger): Log => {
    let target: pino.Logger | null = null;
    const write =
      (level: 'debug' | 'info' | 'warn' | 'error') => (fields: Record<string, unknown>, message: string) => {
        if (!root.isLevelEnabled(level)) return;
        target ??= make();
        target[level](redact.fields(fields), redact.text(message));
      };
    return {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      child: (fields) =>
        wrap(() => {
          target ??= make();
          return target.child(redact.fields(fields));
        }),
    };
  };
  return wrap(() => root);
}

export interface Redact {
  text(text: string): string;
  fields(fields: Record<string, unknown>): Record<string, unknown>;
}

/** Blots secrets out of texts and of whatever a log line may be given; its output is plain JSON data. */
export function createRedact(secrets: readonly string[]): Redact {
  // Longest first, so that a secret that contains another is blotted out whole.
  const known = [...new Set(secrets.flatMap(formsOf))]
    .filter((secret) => secret.length >= shortestSecret)
    .sort((a, b) => b.length - a.length);

  const text = (value: string): string => {
    let clean = value.slice(0, longestSearched);
    for (const secret of known) clean = clean.replaceAll(secret, redacted);
    return blotPatterns(clean.length > longestText ? `${clean.slice(0, longestText)}…` : clean);
  };

  const plain = (value: unknown, depth: number, seen: readonly object[]): unknown => {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'bigint') return value.toString();
    if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Secret) return redacted;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (value instanceof URL) return text(value.href);
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (seen.includes(value)) return '[circular]';
    if (depth >= deepest) return '[…]';
    const within = [...seen, value];
    if (value instanceof Map) return record([...value], depth, within);
    if (Array.isArray(value) || value instanceof Set) {
      return [...value].slice(0, widest).map((item) => plain(item, depth + 1, within));
    }
    return record(value instanceof Error ? partsOf(value) : Object.entries(value), depth, within);
  };

  const record = (
    entries: readonly (readonly [unknown, unknown])[],
    depth: number,
    seen: readonly object[],
  ) =>
    Object.fromEntries(
      entries.slice(0, widest).map(([key, value]) => {
        const name = text(String(key));
        return [name, secretName.test(name) && holdsText(value) ? redacted : plain(value, depth + 1, seen)];
      }),
    );

  return { text, fields: (fields) => record(Object.entries(fields), 0, [fields]) };
}

/** A value as it stands, in an address, in a form, in a query and inside quoted JSON. */
function formsOf(secret: string): string[] {
  const form = new URLSearchParams({ v: secret }).toString().slice(2);
  const url = new URL('http://h/');
  url.search = secret;
  const quoted = JSON.stringify(secret).slice(1, -1);
  return [secret, encodeURIComponent(secret), form, url.search.slice(1), quoted];
}

/** Credentials told by their shape: in an address, behind a scheme, in a query or form. */
function blotPatterns(text: string): string {
  return text
    .replace(/:\/\/[^\s/@:]{0,200}:[^\s/@]{1,500}@/g, `://${redacted}@`)
    .replace(/\b(bearer|basic) {1,3}[\w.~+/=-]{16,2000}/gi, `$1 ${redacted}`)
    .replace(
      /\b((?:access_?|api_?|auth_?)?(?:token|key|secret|password|signature|jwt))=[^\s&"'#]{4,2000}/gi,
      `$1=${redacted}`,
    );
}

/** Counts and flags are no secrets, whatever their name. */
function holdsText(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== 'number' && typeof value !== 'boolean';
}

/** Message and stack are not enumerable, and vendors hang much else on their errors that is nobody's business. */
function partsOf(error: Error): [string, unknown][] {
  const own = error as Error & Record<string, unknown>;
  const details = ['code', 'kind', 'status', 'retryAfterMs', 'scope', 'problems', 'errors']
    .filter((name) => own[name] !== undefined)
    .map((name): [string, unknown] => [name, own[name]]);
  return [
    ['name', error.name],
    ['message', error.message],
    ...details,
    ['stack', error.stack],
    ...(error.cause === undefined ? [] : [['cause', error.cause] as [string, unknown]]),
  ];
}
