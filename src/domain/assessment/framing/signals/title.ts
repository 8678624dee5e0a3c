import type { Document } from '../../text/document.ts';
import type { Token } from '../../text/tokens.ts';
import type { Add } from './heard.ts';
import { IMPERATIVE_OF } from './imperatives.ts';

const FINITE = new Set(
  'is are was were does has shows show appears appear displays returns throws gets causes ignores requires needs allows creates uses takes makes breaks keeps goes looks seems sends should cannot'.split(
    ' ',
  ),
);

/** Skips "[Story]", "(feat):", "FE:", "Windows:" and the like in front of what the title says. */
export function titleStart(tokens: readonly Token[]): number {
  let at = 0;
  for (let rounds = 0; rounds < 3; rounds++) {
    const begin = at;
    const mark = tokens[at]?.norm;
    if (mark === '[' || mark === '(') {
      const close = tokens.findIndex(
        (token, i) => i > at && i < at + 8 && (token.norm === ']' || token.norm === ')'),
      );
      if (close > 0) at = close + 1;
    }
    const colon = tokens.findIndex(
      (token, i) => i >= at && i <= at + 4 && (token.norm === ':' || (token.norm === '-' && i > at)),
    );
    if (colon >= 0 && colon + 1 < tokens.length) at = colon + 1;
    while (tokens[at]?.shape === 'mark' && tokens[at]?.norm !== '"' && at < tokens.length - 1) at++;
    if (at === begin) break;
  }
  return at < tokens.length ? at : 0;
}

export function addTitle(document: Document, add: Add): void {
  const { title } = document;
  const { tokens } = title;
  if (tokens.length === 0) {
    add('title:empty');
    return;
  }
  const from = titleStart(tokens);
  const first = tokens[from]?.norm ?? '';
  for (const group of IMPERATIVE_OF.get(first) ?? []) add(`title:${group}`, title);
  if (IMPERATIVE_OF.has(first)) add('title:imperative', title);
  else add('title:notImperative', title);
  if (first.endsWith('ing') && first.length > 5) add('title:gerund', title);
  let finite = false;
  let artefacts = 0;
  for (let i = from + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) continue;
    if (FINITE.has(token.norm)) finite = true;
  }
  for (const token of tokens) {
    if (token.shape === 'artefact') artefacts++;
    if (token.shape === 'artefact' && /(?:exception|error)$/.test(token.norm))
      add('title:namedException', title);
  }
  if (finite && !IMPERATIVE_OF.has(first)) add('title:statement', title);
  if (artefacts > 0) add('title:artefact', title);
  if (artefacts > 1) add('title:artefacts', title);
  const words = tokens.filter((token) => token.shape !== 'mark').length - from;
  add(
    words <= 3 ? 'title:short' : words <= 7 ? 'title:medium' : words <= 14 ? 'title:long' : 'title:veryLong',
    title,
  );
  for (let i = 0; i < Math.min(from, 6); i++) {
    const word = tokens[i]?.norm;
    if (word && TAGS.has(word)) add(`tag:${TAGS.get(word)}`, title);
  }
  if (tokens.at(-1)?.norm === '?') add('title:question', title);
}

const TAGS = new Map<string, string>([
  ['bug', 'bug'],
  ['fix', 'bug'],
  ['bugfix', 'bug'],
  ['regression', 'bug'],
  ['feat', 'feature'],
  ['feature', 'feature'],
  ['story', 'story'],
  ['improvement', 'improvement'],
  ['enhancement', 'improvement'],
  ['polish', 'improvement'],
  ['chore', 'chore'],
  ['spike', 'chore'],
  ['task', 'chore'],
  ['fe', 'part'],
  ['be', 'part'],
  ['frontend', 'part'],
  ['backend', 'part'],
  ['rfe', 'improvement'],
  ['experiment', 'experiment'],
  ['epic', 'story'],
  ['docs', 'chore'],
  ['release', 'chore'],
]);
