import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { BindingName, Places } from './places.ts';

/** How much is done: all of it, or a tenth to see that it runs. */
export interface Size {
  readonly rounds: number;
  /** Deliveries of each round of the intake. */
  readonly count: number;
  /** Issues that are reviewed. */
  readonly issues: number;
  /** Issues of a backfill. */
  readonly backlog: number;
  /** Issues linked to key results, and missions on the pages. */
  readonly scales: readonly number[];
}

export interface BenchContext {
  /** Where the compiled program and bench are. */
  readonly build: string;
  readonly places: Places;
  readonly sandbox: Sandbox;
  readonly size: Size;
}

export type Line = readonly [name: string, value: string];

/** What was measured: for people, line by line, and for programs. */
export interface Measured {
  readonly lines: readonly Line[];
  readonly figures: unknown;
}

/** One thing that is measured, in a file of its own. */
export type BenchPart = { readonly name: string } & (
  | { readonly on: 'each binding'; run(binding: BindingName, context: BenchContext): Promise<Measured> }
  | { readonly on: 'no binding'; run(context: BenchContext): Promise<Measured> }
);

export function ms(value: number): string {
  return `${value.toFixed(1).padStart(6)} ms`;
}
