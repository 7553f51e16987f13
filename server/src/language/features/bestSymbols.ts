/** Which of the symbols that were found are told. Apart, since the edge asks it of several projects at once. */
import type { FoundSymbol } from '../languageService';

/** More than anyone reads; the editor asks again when more letters are typed. */
export const MOST_SYMBOLS = 200;

/** The best of several lists, in order. */
export function bestSymbols(lists: readonly (readonly FoundSymbol[])[]): FoundSymbol[] {
  const byRank = new Map<number, FoundSymbol[]>();
  for (const list of lists) {
    for (const symbol of list) {
      const same = byRank.get(symbol.rank);
      if (same) same.push(symbol);
      else byRank.set(symbol.rank, [symbol]);
    }
  }
  const best: FoundSymbol[] = [];
  for (const rank of [...byRank.keys()].sort((a, b) => a - b)) {
    best.push(...byRank.get(rank)!.sort((a, b) => compare(a.name, b.name) || compare(a.uri, b.uri)));
    if (best.length >= MOST_SYMBOLS) break;
  }
  return best.slice(0, MOST_SYMBOLS);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
