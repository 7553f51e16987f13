/** What stands behind wrappers and choices, and where. */
import type { PlainRaw, Raw } from '../json/raw';
import type { Span } from './repair';

/** Deeper wrappers are not looked into. */
const MAX_DEPTH = 100;

/** The value behind wrappers; of several candidates the last object or list, else the first of all. */
export function plainOf(raw: Raw, depth = 0): PlainRaw | null {
  if (depth > MAX_DEPTH) return null;
  switch (raw.kind) {
    case 'fenced':
    case 'fixed':
      return plainOf(raw.inner, depth + 1);
    case 'choice': {
      let found: PlainRaw | null = null;
      for (const candidate of raw.all) {
        const plain = plainOf(candidate, depth + 1);
        if (plain?.kind === 'object' || plain?.kind === 'list') return plain;
        found ??= plain;
      }
      return found;
    }
    default:
      return raw;
  }
}

/** Whether a list was made of candidates, and stands nowhere in the text itself. */
export function isOfCandidates(raw: Raw): boolean {
  if (raw.kind !== 'list') return false;
  const first = raw.items[0] ?? raw.tail;
  return first?.kind === 'fenced' || first?.kind === 'choice' || first?.kind === 'fixed';
}

/** Where `raw` stands; while it is open up to the end of the stretch it was read from, or of the text, which has `length`. */
export function spanOf(raw: Raw, length: number): Span {
  const plain = plainOf(raw);
  if (plain?.kind === 'list' && isOfCandidates(plain)) {
    const all = [...plain.items, ...(plain.tail === null ? [] : [plain.tail])].map((one) => spanOf(one, length));
    return [Math.min(...all.map(([from]) => from)), Math.max(...all.map(([, to]) => to))];
  }
  if (plain === null) return [0, 0];
  if (plain.end !== null) return [plain.start, plain.end];
  return [plain.start, Math.max(plain.start, Math.min(length, plain.start + stretchOf(raw)))];
}

/** The length of the text that `raw` was read from, when it says so. */
function stretchOf(raw: Raw, depth = 0): number {
  if (depth > MAX_DEPTH) return Infinity;
  switch (raw.kind) {
    case 'fenced':
    case 'fixed':
      return stretchOf(raw.inner, depth + 1);
    case 'choice':
      return Math.min(raw.text().length, ...raw.candidates.slice(0, 1).map((one) => stretchOf(one, depth + 1)));
    default:
      return Infinity;
  }
}
