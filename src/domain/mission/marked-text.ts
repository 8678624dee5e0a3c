import type { Assessment } from '../assessment/assessment.ts';

/** What words of a story are evidence of. */
export const evidenceKinds = ['solution', 'persona', 'trouble', 'outcome', 'worth', 'finding'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Words that were quoted from a story. */
export interface Mark {
  readonly kind: EvidenceKind;
  readonly text: string;
}

/** A stretch of a text, with all that it is evidence of. */
export interface MarkedPiece {
  readonly text: string;
  readonly kinds: readonly EvidenceKind[];
}

/** Every quote of an assessment, each once. */
export function marksOf({ reading, mission, findings }: Assessment): readonly Mark[] {
  const found: [EvidenceKind, string | null | undefined][] = [
    ['solution', reading.framing === 'recipe' ? reading.framingEvidence : null],
    ['persona', reading.persona?.text],
    ['persona', mission.persona?.quote],
    ['trouble', reading.problem?.text],
    ['trouble', mission.problem?.quote],
    ['outcome', reading.benefit?.text],
    ['outcome', reading.target?.text],
    ['worth', reading.value.evidence],
    ['worth', mission.value?.quote],
  ];
  const marks = new Map<string, Mark>();
  for (const [kind, text] of found) if (text) marks.set(`${kind}:${text}`, { kind, text });
  const quotes = new Set([...marks.values()].map(({ text }) => text));
  for (const { evidence: text } of findings) {
    if (text && !quotes.has(text)) marks.set(`finding:${text}`, { kind: 'finding', text });
  }
  return [...marks.values()];
}

/** Cuts a text where marks begin and end. Every mark counts where its words stand first; pieces joined are the text. */
export function markText(text: string, marks: readonly Mark[]): readonly MarkedPiece[] {
  const spans = marks.flatMap(({ kind, text: words }) => {
    const from = words === '' ? -1 : text.indexOf(words);
    return from < 0 ? [] : [{ kind, from, to: from + words.length }];
  });
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? 0;
    const kinds = evidenceKinds.filter((kind) =>
      spans.some((span) => span.kind === kind && span.from <= from && span.to >= to),
    );
    return { text: text.slice(from, to), kinds };
  });
}
