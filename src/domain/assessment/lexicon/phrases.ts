import type { Token } from '../text/tokens.ts';

/** One phrase found: the category's index and the tokens it covers. */
export interface PhraseHit {
  readonly category: number;
  readonly from: number;
  readonly length: number;
}

/** Categories by name, each a list of phrases. See `compilePhrases` for how a phrase is written. */
export type PhraseBook = Readonly<Record<string, readonly string[]>>;

export interface PhraseMatcher {
  readonly categories: readonly string[];
  find(tokens: readonly Token[]): PhraseHit[];
}

interface Node {
  readonly next: Map<string, Node>;
  categories: number[] | null;
}

/**
 * Builds a matcher that looks at each token at most as often as the longest phrase has words.
 * A phrase is words separated by spaces; `a|b` allows either word, `fail%` every inflection of a regular verb
 * or noun, `*` any one word, `<not>` every way of writing a negated auxiliary.
 */
export function compilePhrases(book: PhraseBook): PhraseMatcher {
  const categories = Object.keys(book);
  const root: Node = { next: new Map(), categories: null };
  categories.forEach((name, category) => {
    for (const phrase of book[name] ?? []) {
      for (const words of expand(phrase.split(' '))) insert(root, words, category);
    }
  });
  return { categories, find: (tokens) => find(root, tokens) };
}

function insert(root: Node, words: readonly string[], category: number): void {
  let node = root;
  for (const word of words) {
    let next = node.next.get(word);
    if (!next) {
      next = { next: new Map(), categories: null };
      node.next.set(word, next);
    }
    node = next;
  }
  node.categories ??= [];
  if (!node.categories.includes(category)) node.categories.push(category);
}

function find(root: Node, tokens: readonly Token[]): PhraseHit[] {
  const hits: PhraseHit[] = [];
  for (let from = 0; from < tokens.length; from++) {
    walk(root, tokens, from, from, hits);
  }
  return hits;
}

function walk(node: Node, tokens: readonly Token[], from: number, at: number, hits: PhraseHit[]): void {
  if (node.categories) {
    for (const category of node.categories) hits.push({ category, from, length: at - from });
  }
  const token = tokens[at];
  if (!token) return;
  const next = node.next.get(token.norm);
  if (next) walk(next, tokens, from, at + 1, hits);
  if (token.shape !== 'mark') {
    const any = node.next.get('*');
    if (any) walk(any, tokens, from, at + 1, hits);
  }
}

const NEGATIONS = [
  ...['do', 'does', 'did', 'is', 'are', 'was', 'were', 'would', 'could', 'has', 'have', 'ca', 'wo'].map(
    (verb) => `${verb}n't`,
  ),
  'doesnt',
  'dont',
  'didnt',
  'isnt',
  'arent',
  'wasnt',
  'cant',
  'wont',
  'shouldnt',
  'hasnt',
  "cann't",
  'cannot',
  ...['do', 'does', 'did', 'is', 'are', 'was', 'were', 'would', 'could', 'has', 'have', 'can', 'will'].map(
    (verb) => `${verb} not`,
  ),
];

function expand(words: readonly string[]): string[][] {
  let phrases: string[][] = [[]];
  for (const word of words) {
    const choices = word === '<not>' ? NEGATIONS.map((n) => n.split(' ')) : word.split('|').flatMap(inflect);
    phrases = phrases.flatMap((phrase) => choices.map((choice) => [...phrase, ...choice]));
  }
  return phrases;
}

function inflect(word: string): string[][] {
  return word.endsWith('%') ? inflections(word.slice(0, -1)).map((form) => [form]) : [[word]];
}

/** The regular forms of an English verb or noun: fail → fail, fails, failed, failing. */
export function inflections(stem: string): string[] {
  const last = stem.at(-1) ?? '';
  if (last === 'e') return [stem, `${stem}s`, `${stem}d`, `${stem.slice(0, -1)}ing`];
  if (last === 'y' && !/[aeiou]y$/.test(stem)) {
    return [stem, `${stem.slice(0, -1)}ies`, `${stem.slice(0, -1)}ied`, `${stem}ing`];
  }
  const es = /(?:s|x|z|ch|sh)$/.test(stem) ? `${stem}es` : `${stem}s`;
  const forms = [stem, es, `${stem}ed`, `${stem}ing`];
  if (/[^aeiou][aeiou][bdgklmnprt]$/.test(stem)) forms.push(`${stem}${last}ed`, `${stem}${last}ing`);
  return forms;
}
