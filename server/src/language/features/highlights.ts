/** The other places of a file that name what the cursor is on. */
import type { Highlight } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { symbolKey } from '../semantics/occurrence';
import { occurrencesAt, occurrencesOf } from '../semantics/occurrences';
import type { Symbols } from '../semantics/symbols';

/** A declaration is where the thing gets its meaning: a write. Everything else reads it. */
export function highlights(file: SourceFile, symbols: Symbols, offset: number): readonly Highlight[] {
  const keys = new Set(occurrencesAt(file, symbols, offset).map(({ symbol }) => symbolKey(symbol)));
  if (!keys.size) return [];
  const found: Highlight[] = [];
  for (const { span, symbol, role } of occurrencesOf(file, symbols)) {
    if (!keys.has(symbolKey(symbol)) || found.at(-1)?.span.start === span.start) continue;
    found.push({ span, kind: role === 'declaration' ? 'write' : 'read' });
  }
  return found;
}
