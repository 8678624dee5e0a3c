/**
 * How an issue is framed. The swap test decides: could the team propose a different solution and tell,
 * from the text alone, whether it is better? `recipe`: no; `need`: yes; `hypothesis`: yes, and the text
 * names an outcome that can be checked.
 */
export const framings = ['recipe', 'need', 'hypothesis'] as const;
export type Framing = (typeof framings)[number];

/** `end-user`: a role that uses or is served by the product; `generic`: "user", "customer"; `internal`: the builders. */
export type PersonaKind = 'end-user' | 'generic' | 'internal';

/** The business value that the text supports; `unclear` when it gives no basis or several equally. */
export type ValueClass = 'revenue' | 'cost' | 'risk' | 'enabler' | 'unclear';

/** The text to be read. `description` is Markdown and may hold leftovers of wiki markup. */
export interface Story {
  readonly id?: string;
  readonly title: string;
  readonly description: string;
}

/** `text` is an exact substring of the story's title or description. */
export interface Quote {
  readonly text: string;
}

/** Who has the need, in the story's own words. */
export interface Persona extends Quote {
  readonly kind: PersonaKind;
}

/** `confidence` is calibrated, 0 to 1, three decimals; `evidence` is an exact substring of the story. */
export interface ValueReading {
  readonly class: ValueClass;
  readonly confidence: number;
  readonly evidence: string | null;
}

/** One reason behind a decision: positive `weight` speaks for the label, negative against it. */
export interface Signal {
  readonly label: string;
  readonly name: string;
  readonly weight: number;
  readonly quote: string | null;
}

/**
 * What the reader found in one story. `confidence` belongs to `framing`: calibrated, 0 to 1, three decimals.
 * `framingEvidence` is the quote that shows the framing best, for a recipe the prescribed solution.
 * `signals` is present only when an explanation was asked for.
 */
export interface StoryReading {
  readonly framing: Framing;
  readonly confidence: number;
  readonly persona: Persona | null;
  readonly problem: Quote | null;
  readonly benefit: Quote | null;
  readonly target: Quote | null;
  readonly value: ValueReading;
  readonly framingEvidence: string | null;
  /** Present when the text is in another language than English: nothing in it was read, and nothing is claimed. */
  readonly isForeign?: true;
  readonly signals?: readonly Signal[];
}
