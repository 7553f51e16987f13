/** Random choices that can be repeated. */

/** Numbers in [0, 1), the same ones for the same seed. */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

export const chance = (random: Random, probability: number): boolean => random() < probability;

/** A whole number from 0 up to, and without, `end`. */
export const below = (random: Random, end: number): number => Math.floor(random() * end);
