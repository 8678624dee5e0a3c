/**
 * The parts of one paragraph that are inline code, as `[start, end)` in the order of the text: a run of backticks up to
 * the next run of the same length (CommonMark 0.31, 6.1). Linear in the length of the text.
 */
export function codeSpans(paragraph: string): readonly (readonly [start: number, end: number])[] {
  const runs = [...paragraph.matchAll(/`+/g)].map(({ index, 0: { length } }) => ({ index, length }));
  const byLength = new Map<number, number[]>();
  runs.forEach(({ length }, number) => {
    const same = byLength.get(length);
    if (same) same.push(number);
    else byLength.set(length, [number]);
  });
  // Both walk forwards only, so every run is passed once.
  const passed = new Map<number, number>();
  const nextOf = (length: number, after: number): number | undefined => {
    const same = byLength.get(length) ?? [];
    let at = passed.get(length) ?? 0;
    while (at < same.length && (same[at] ?? 0) <= after) at += 1;
    passed.set(length, at);
    return same[at];
  };

  const spans: [number, number][] = [];
  for (let number = 0; number < runs.length; number += 1) {
    const run = runs[number];
    if (!run) break;
    // A backslash before the run takes its first backtick out of it.
    const escaped = isEscaped(paragraph, run.index) ? 1 : 0;
    const length = run.length - escaped;
    const closing = length > 0 ? nextOf(length, number) : undefined;
    const end = closing === undefined ? undefined : runs[closing];
    if (closing === undefined || !end) continue;
    spans.push([run.index + escaped, end.index + end.length]);
    number = closing;
  }
  return spans;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (first > 0 && text[first - 1] === '\\') first -= 1;
  return (at - first) % 2 === 1;
}
