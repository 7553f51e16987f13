/** The last part of a path as it is written: `price` of `items[0].price`, `[0]` of `items[0]`. The rows around it say the rest. */
export function lastPart(path: string): string {
  return /(?:\[[^\]]*\]|[^.[]+)$/.exec(path)?.[0] ?? path;
}
