import { Refusal } from '../guard/call.ts';
import type { GuardedAnswer } from '../guard/guarded-get.ts';

/** The address as evidence: user, password, query and fragment may hold what is nobody's business. */
export function shownUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

/** The answer's JSON. @throws Refusal when it is none, or no success */
export function jsonOf({ status, contentType, body }: GuardedAnswer, url: URL): unknown {
  if (status !== 200) throw new Refusal(`${url.host} answers ${status}`);
  // Monitors and files are often served as plain text; a page is never what was meant.
  if (!/^(?:application\/(?:[\w.+-]+\+)?json|text\/(?:plain|json)|)$/.test(contentType)) {
    throw new Refusal(`${url.host} answers ${contentType.slice(0, 60)} and no JSON`);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new Refusal(`what ${url.host} answers is no JSON`);
  }
}
