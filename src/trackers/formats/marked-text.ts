import type { PhrasingContent } from 'mdast';

/** A run of text with its marks, the way editors keep it; `node` for what is not text. */
export interface Run {
  readonly text: string;
  readonly marks: Marks;
  readonly node?: PhrasingContent;
}

export interface Marks {
  readonly href?: string;
  readonly strong?: boolean;
  readonly emphasis?: boolean;
  readonly strike?: boolean;
  readonly code?: boolean;
}

const NESTING = ['href', 'strong', 'emphasis', 'strike'] as const;

/**
 * Runs as Markdown phrasing. Neighbours with the same mark share it, and spaces at a mark's edge move outside, where
 * Markdown wants them.
 */
export function phrasingFromRuns(runs: readonly Run[], level = 0): PhrasingContent[] {
  const mark = NESTING[level];
  if (mark === undefined) return leaves(runs);
  const result: PhrasingContent[] = [];
  for (let start = 0; start < runs.length; ) {
    const value = runs[start]?.marks[mark];
    let end = start + 1;
    while (end < runs.length && runs[end]?.marks[mark] === value) end += 1;
    const group = runs.slice(start, end);
    result.push(...(value ? wrapped(mark, value, group, level) : phrasingFromRuns(group, level + 1)));
    start = end;
  }
  return result;
}

function wrapped(
  mark: (typeof NESTING)[number],
  value: string | boolean,
  group: readonly Run[],
  level: number,
): PhrasingContent[] {
  const { before, inner, after } = withoutEdges(group);
  if (inner.length === 0) return textOf(before + after);
  const children = phrasingFromRuns(inner, level + 1);
  return [...textOf(before), container(mark, value, children), ...textOf(after)];
}

function container(
  mark: (typeof NESTING)[number],
  value: string | boolean,
  children: PhrasingContent[],
): PhrasingContent {
  switch (mark) {
    case 'href':
      return { type: 'link', url: String(value), children };
    case 'strong':
      return { type: 'strong', children };
    case 'emphasis':
      return { type: 'emphasis', children };
    case 'strike':
      return { type: 'delete', children };
  }
}

/** The runs without white space at either end. */
export function trimmed(runs: readonly Run[]): Run[] {
  return withoutEdges(runs).inner;
}

/** Spaces at the edges apart, empty runs at the edges gone. */
function withoutEdges(group: readonly Run[]): { before: string; inner: Run[]; after: string } {
  let first = 0;
  let last = group.length - 1;
  let before = '';
  let after = '';
  const blank = (run: Run | undefined) => run !== undefined && !run.node && run.text.trim() === '';
  while (first <= last && blank(group[first])) before += group[first++]?.text ?? '';
  while (last >= first && blank(group[last])) after = (group[last--]?.text ?? '') + after;
  const inner = group.slice(first, last + 1);
  const head = inner[0];
  if (head && !head.node && !head.marks.code) {
    const text = head.text.trimStart();
    before += head.text.slice(0, head.text.length - text.length);
    inner[0] = { ...head, text };
  }
  const tail = inner.at(-1);
  if (tail && !tail.node && !tail.marks.code) {
    const text = tail.text.trimEnd();
    after = tail.text.slice(text.length) + after;
    inner[inner.length - 1] = { ...tail, text };
  }
  return { before, inner, after };
}

function leaves(runs: readonly Run[]): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  for (const { text, marks, node } of runs) {
    const previous = result.at(-1);
    if (node) result.push(node);
    else if (marks.code) result.push({ type: 'inlineCode', value: text });
    else if (previous?.type === 'text') previous.value += text;
    else result.push(...textOf(text));
  }
  return result;
}

function textOf(value: string): PhrasingContent[] {
  return value === '' ? [] : [{ type: 'text', value }];
}
