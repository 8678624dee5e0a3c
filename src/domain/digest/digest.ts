import type { Day } from '../okr/days.ts';
import type { SectionId } from './sections/ids.ts';

/** A piece of a line. Plain words, made fit to show; whatever renders them escapes them. */
export interface Span {
  readonly text: string;
  readonly href?: string;
  readonly strong?: true;
  /** Said in passing. */
  readonly quiet?: true;
}
export type Line = readonly Span[];

/** How a state is coloured; a word always says it as well. */
export type Tone = 'good' | 'warn' | 'bad' | 'none';

/** What a section is made of. HTML and text are both rendered from this, so that they say the same. */
export type DigestBlock =
  | { readonly kind: 'paragraph'; readonly line: Line }
  | {
      readonly kind: 'list';
      readonly items: readonly { readonly line: Line; readonly notes: readonly Line[] }[];
    }
  /** Words to copy, a line for each part. */
  | { readonly kind: 'quote'; readonly lines: readonly Line[] }
  | {
      readonly kind: 'bar';
      readonly label: Line;
      /** 0 to 1; null when it cannot be told, and no bar is drawn. */
      readonly share: number | null;
      /** What stands at the bar's end, e.g. `64% · at risk`. */
      readonly value: string;
      readonly tone: Tone;
      readonly notes: readonly Line[];
    }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export interface DigestSection {
  readonly id: SectionId;
  readonly title: string;
  readonly blocks: readonly DigestBlock[];
}

/** What a section answers: null when there is nothing to show. */
export interface BuiltSection {
  readonly title: string;
  readonly blocks: readonly DigestBlock[];
  /** False for what may stand in a mail and is no reason to send one. */
  readonly isNews: boolean;
  /** The one thing it would put into the subject, the most urgent first; null: none. */
  readonly headline: Headline | null;
  /** Numbers kept for next week's trend. */
  readonly figures?: Figures;
}

export interface Headline {
  /** 1 is the most urgent. */
  readonly rank: number;
  readonly words: string;
}

export type Figures = Readonly<Record<string, number>>;

/** A digest of one audience and one week, before it is rendered. */
export interface Digest {
  readonly audience: string;
  readonly title: string;
  /** The local day on which it is due: names the period. */
  readonly day: Day;
  readonly language: string;
  readonly subject: string;
  /** One sentence under the title. */
  readonly opening: string;
  readonly sections: readonly DigestSection[];
  readonly figures: Figures;
  /** False: nothing happened that is worth a mail. */
  readonly isNews: boolean;
}

export const plain = (text: string): Span => ({ text });
export const strong = (text: string): Span => ({ text, strong: true });
export const quiet = (text: string): Span => ({ text, quiet: true });
