/** What a value counts. Two values may be compared when `sameUnit` says so. */
export interface Unit {
  readonly kind: 'number' | 'percent' | 'points' | 'money' | 'duration' | 'ratio';
  /** The counted thing as written (`users`), or the currency's code; null where there is none. */
  readonly name: string | null;
  /** The top of a scale: 5 for `4.5/5`. */
  readonly outOf: number | null;
  /** `month` for `$50k/month`. */
  readonly per: string | null;
}

export type Bound = '<' | '<=' | '>' | '>=' | '~';

/** How the value was written, so that another amount of the same thing can be written alike. */
export interface ValueStyle {
  readonly decimal: '.' | ',';
  readonly group: '' | ',' | '.' | ' ' | "'";
  /** What one written unit is worth in `amount`: 1000 for `k`, 3600 for `hr`. */
  readonly factor: number;
  readonly before: string;
  readonly after: string;
  readonly clock: 'm:s' | 'h:m' | null;
  /** What is said of an amount behind its unit, and measures nothing: the MRR of `$50k MRR`. */
  readonly words?: string;
}

/** A value as people write it. */
export interface Value {
  /** Comparable: scales applied, durations in seconds, `95%` is 95, `4.5/5` is 4.5. */
  readonly amount: number;
  readonly unit: Unit;
  readonly bound: Bound | null;
  readonly style: ValueStyle;
  /** The words as written; reading them again gives this value. */
  readonly text: string;
}

/** Why a text is no value; `position` counts characters from its start. */
export interface ValueProblem {
  readonly position: number;
  readonly message: string;
}

export type ValueReading =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: ValueProblem };
