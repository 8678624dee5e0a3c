import { hash32 } from './ids.ts';

/** A stream of random numbers that is the same for the same seed. */
export interface Random {
  /** In [0, 1). */
  uniform(): number;
  /** Mean 0, variance 1. */
  normal(): number;
  /** Chi-squared with `degrees` of freedom, at least 1. */
  chiSquared(degrees: number): number;
}

/** Mulberry32 (public domain, T. Ettinger), seeded by the hash of a text. */
export function createRandom(seed: string): Random {
  let state = hash32(seed);
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  // Box–Muller; 1 − u keeps the logarithm's argument above 0.
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const chiSquared = (degrees: number) => {
    let sum = 0;
    for (let count = 0; count < degrees; count += 1) sum += normal() ** 2;
    return sum;
  };
  return { uniform, normal, chiSquared };
}
