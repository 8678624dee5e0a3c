import type { CheckId } from '../assessment/finding.ts';
import type { Framing } from '../assessment/reading.ts';
import type { FieldChange, FieldValue, SyncedField } from '../write-back/fields.ts';
import { isEmpty } from '../write-back/same-value.ts';

/** How many issues a field went, or would go, from what was there to this value. */
export interface FieldDiff {
  readonly field: SyncedField;
  /** `empty`, or `other` for a value that is replaced. */
  readonly from: 'empty' | 'other';
  readonly to: string;
  readonly issues: number;
}

/** What a backfill has seen and done, or with a dry run would do. JSON. */
export interface BackfillTally {
  readonly pages: number;
  readonly issues: number;
  readonly framing: Readonly<Record<Framing, number>>;
  readonly findings: Readonly<Partial<Record<CheckId, number>>>;
  /** Comments by what became of them: `created`, `updated`, … */
  readonly comments: Readonly<Record<string, number>>;
  readonly fields: readonly FieldDiff[];
  /** Issues of which something newer was on record. */
  readonly newer: number;
  /** Issues that need exactly one field, by field and value: what can be written together. */
  readonly single: Readonly<Record<string, number>>;
  /** Issues that need several fields. */
  readonly several: number;
  /** Fields that the tracker refused, and issues that could not be dealt with. */
  readonly refused: number;
  readonly failed: number;
}

export const emptyTally: BackfillTally = {
  pages: 0,
  issues: 0,
  framing: { recipe: 0, need: 0, hypothesis: 0 },
  findings: {},
  comments: {},
  fields: [],
  newer: 0,
  single: {},
  several: 0,
  refused: 0,
  failed: 0,
};

/** What one issue adds. */
export interface TallyEntry {
  readonly framing: Framing;
  readonly findings: readonly CheckId[];
  readonly comment: string | null;
  readonly changes: readonly FieldChange[];
}

/** Values of fields in free words are not told apart: there would be one line for each issue. */
const longestShown = 40;
const mostValues = 12;

export function addToTally(tally: BackfillTally, entries: readonly TallyEntry[]): BackfillTally {
  const framing = { ...tally.framing };
  const findings = { ...tally.findings };
  const comments = { ...tally.comments };
  const single = { ...tally.single };
  let { fields, several } = tally;
  for (const entry of entries) {
    framing[entry.framing] += 1;
    for (const check of new Set(entry.findings)) findings[check] = (findings[check] ?? 0) + 1;
    if (entry.comment !== null) comments[entry.comment] = (comments[entry.comment] ?? 0) + 1;
    for (const change of entry.changes) fields = countChange(fields, change);
    const [only, ...others] = entry.changes;
    if (others.length > 0) several += 1;
    else if (only) {
      const same = `${only.field}=${shownValue(only.to)}`;
      single[same] = (single[same] ?? 0) + 1;
    }
  }
  const issues = tally.issues + entries.length;
  return { ...tally, issues, framing, findings, comments, fields, single, several };
}

export interface WriteCalls {
  readonly fields: number;
  readonly comments: number;
  /** Reads that tell whether the fields have arrived. */
  readonly looks: number;
}

/**
 * About how many calls it takes to write all that was counted, when `together` issues take the same value in one, and
 * one look tells of `inOneLook` of them.
 */
export function writeCallsOf(
  { comments, single, several }: BackfillTally,
  together: number | null,
  inOneLook: number | null = null,
): WriteCalls {
  const same = Object.values(single);
  const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);
  return {
    fields: several + sum(same.map((issues) => Math.ceil(issues / (together ?? 1)))),
    comments: sum(Object.values(comments)),
    looks:
      together === null || inOneLook === null ? 0 : sum(same.map((issues) => Math.ceil(issues / inOneLook))),
  };
}

function countChange(fields: readonly FieldDiff[], { field, from, to }: FieldChange): readonly FieldDiff[] {
  const was = isEmpty(from) ? 'empty' : 'other';
  const mine = fields.filter((diff) => diff.field === field && diff.from === was);
  const shown = shownValue(to);
  const isKnown = mine.some((diff) => diff.to === shown);
  const name = isKnown || mine.length < mostValues ? shown : '(other values)';
  const at = fields.findIndex((diff) => diff.field === field && diff.from === was && diff.to === name);
  if (at < 0) return [...fields, { field, from: was, to: name, issues: 1 }];
  return fields.map((diff, index) => (index === at ? { ...diff, issues: diff.issues + 1 } : diff));
}

function shownValue(value: FieldValue): string {
  if (isEmpty(value)) return '(empty)';
  const text = String(value);
  return text.length > longestShown ? '(words of the issue)' : text;
}
