/** What is known about the thing under the pointer. */
import type { Hover } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { typeLowering } from '../semantics/lowerTypes';
import { occurrencesAt } from '../semantics/occurrences';
import { attributeHover } from './hover/attributes';
import { declarationParts } from './hover/declarations';
import { jinjaHover } from './hover/jinja';
import type { HoverContext } from './hover/parts';
import { wordHover } from './hover/words';
import { outlineTypes } from './outline';

/** The narrowest thing around the offset that something can be said about. */
export function hover(
  file: SourceFile,
  { symbols, diagnostics }: Omit<HoverContext, 'types'>,
  offset: number,
): Hover | undefined {
  const context: HoverContext = { symbols, diagnostics, types: outlineTypes(symbols, typeLowering(symbols)) };
  return (
    jinjaHover(file, offset, context) ??
    nameHover(file, offset, context) ??
    attributeHover(file, offset, context) ??
    wordHover(file, offset, context)
  );
}

/** A name that several things have shows all of them. */
function nameHover(file: SourceFile, offset: number, context: HoverContext): Hover | undefined {
  const found = occurrencesAt(file, context.symbols, offset);
  const parts = found.flatMap(({ symbol }) => declarationParts(symbol, context) ?? []);
  return found[0] && parts.length ? { span: found[0].span, parts } : undefined;
}
