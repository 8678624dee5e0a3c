import type { AskedSource, NumberReading } from '../domain/ports.ts';
import { Refusal } from '../guard/call.ts';
import type { GuardedGet } from '../guard/guarded-get.ts';
import { atPointer } from './json-pointer.ts';
import { jsonOf, shownUrl } from './shown.ts';
import type { SourceSecrets } from './source-secrets.ts';

type HttpJsonSource = Extract<AskedSource, { readonly kind: 'http-json' }>;

/** Headers that say where a request goes and where it ends are not a goal file's to set. */
const reserved =
  /^(?:host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|keep-alive|accept-encoding)$/i;

/** The number at a JSON pointer of what a URL answers. Only a JSON number counts: a text may mean anything. */
export function createHttpJson(deps: {
  get: GuardedGet;
  secrets: Pick<SourceSecrets, 'read'>;
}): (source: HttpJsonSource) => Promise<NumberReading> {
  return async ({ url: written, pointer, headers = {} }) => {
    const url = new URL(written);
    const answer = await deps.get({ url, secretHeaders: secretHeaders(url, headers) });
    const found = atPointer(jsonOf(answer, url), pointer);
    const place = pointer === '' ? 'the answer' : pointer;
    if (found === undefined) throw new Refusal(`there is nothing at ${place} of what ${url.host} answers`);
    if (typeof found !== 'number' || !Number.isFinite(found)) {
      throw new Refusal(`${place} of what ${url.host} answers is ${kindOf(found)} and no number`);
    }
    return { ok: true, value: found, evidence: [shownUrl(url)] };
  };

  function secretHeaders(url: URL, named: Readonly<Record<string, string>>): Record<string, string> {
    const entries = Object.entries(named);
    if (entries.length > 0 && url.protocol !== 'https:' && !isLoopback(url)) {
      throw new Refusal(`a secret is not sent to ${url.host} without encryption: use https`);
    }
    return Object.fromEntries(
      entries.map(([header, name]) => {
        if (reserved.test(header)) throw new Refusal(`the header ${header} cannot be set`);
        const reading = deps.secrets.read(name, url);
        if (!reading.ok) throw new Refusal(reading.message);
        return [header.toLowerCase(), reading.value] as const;
      }),
    );
  }
}

function isLoopback({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return 'beyond all numbers';
  return { string: 'a text', boolean: 'true or false', object: 'an object' }[typeof value as string] ?? 'odd';
}
