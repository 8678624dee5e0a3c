import type { Source } from '../okr/source.ts';

/** A source that is asked for a number. */
export type AskedSource = Extract<Source, { readonly kind: 'http-json' | 'prometheus' }>;

export type NumberReading =
  | {
      readonly ok: true;
      readonly value: number;
      /** Where people can see it; holds no credentials. */
      readonly evidence: readonly string[];
    }
  /** There is no number, and `message` says why in a sentence that holds no credentials. */
  | { readonly ok: false; readonly message: string };

/** Asks other systems for one number. Never throws, and answers no number where it is not sure of it. */
export interface NumberSource {
  read(source: AskedSource): Promise<NumberReading>;
}

/** How the last look at a source went that Waymark asks by itself: a number, or the issues that a query finds. */
export interface SourceLook {
  readonly keyResult: string;
  /** ISO 8601. */
  readonly lookedAt: string;
  /** When the next look is due. */
  readonly nextAt: string;
  /** Failures in a row; 0 when the last look went well. */
  readonly failures: number;
  /** What went wrong; null when the last look went well. */
  readonly problem: string | null;
  /** Of what was asked: when the source is another one, it is asked at once. */
  readonly fingerprint: string;
}

export interface SourceLooks {
  /** By key result; those that were never looked at are absent. */
  of(keyResults: readonly string[]): Promise<ReadonlyMap<string, SourceLook>>;
  /** Takes the place of the look before. */
  put(look: SourceLook): Promise<void>;
}
