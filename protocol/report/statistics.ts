/** Figures over several runs, each named by how it is computed; with few runs less is said, never more. */

export interface Spread {
  readonly count: number;
  readonly least: number;
  readonly most: number;
  /** The middle value; of an even number of values the mean of the two in the middle. */
  readonly median: number;
  /** `p25` and `p75`; null for fewer values than `QUARTILES_FROM`. */
  readonly quartiles: readonly [p25: number, p75: number] | null;
}

/** Of fewer values than this, quartiles would only be other names for some of them. */
export const QUARTILES_FROM = 5;

/** Null when there is no value. */
export function spread(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return {
    count: sorted.length,
    least: sorted[0]!,
    most: sorted[sorted.length - 1]!,
    median: percentile(sorted, 0.5),
    quartiles: sorted.length < QUARTILES_FROM ? null : [percentile(sorted, 0.25), percentile(sorted, 0.75)],
  };
}

/**
 * The value below which `share` of the values lie, interpolated between its two neighbours (Hyndman and Fan's type 7).
 * `sorted` ascends and is not empty.
 */
export function percentile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * Math.min(1, Math.max(0, share));
  const below = Math.floor(at);
  const value = sorted[below]!;
  const next = sorted[Math.min(sorted.length - 1, below + 1)]!;
  return value + (next - value) * (at - below);
}

/** A spread in words: what is not known of so few values is not said. */
export function spreadWords(of: Spread, write: (value: number) => string): string {
  const { count, least, most, median, quartiles } = of;
  if (count === 1) return `${write(median)} (one run)`;
  if (!quartiles) return `median ${write(median)}, from ${write(least)} to ${write(most)} (${count} runs)`;
  return `median ${write(median)}, p25–p75 ${write(quartiles[0])}–${write(quartiles[1])} (${count} runs)`;
}
