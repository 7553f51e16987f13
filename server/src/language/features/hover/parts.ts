/** What hovers are made from, and the pieces they are made of. */
import type { Diagnostic } from '../../diagnostic';
import type { HoverPart, PartialTypes } from '../../languageService';
import type { SourceFile } from '../../project/sourceFile';
import type { Symbols } from '../../semantics/symbols';
import type { OutlineTypes } from '../outline';

/** The project, and what the checks found in it. */
export interface HoverContext {
  readonly symbols: Symbols;
  readonly types: OutlineTypes;
  diagnostics(file: SourceFile): readonly Diagnostic[];
}

export function code(text: string, language: 'baml' | 'typescript' | 'python' = 'baml'): HoverPart {
  return { kind: 'code', language, text };
}

/** Paragraphs; empty ones are left out. */
export function text(...paragraphs: readonly (string | undefined)[]): HoverPart[] {
  const kept = paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== '');
  return kept.length ? [{ kind: 'text', text: kept.join('\n\n') }] : [];
}

/** A type in both languages of generated code, each under a heading. */
export function inBothLanguages(types: PartialTypes, what = 'While it streams'): HoverPart[] {
  return [
    ...text(`**${what}, in TypeScript**`),
    code(types.typescript, 'typescript'),
    ...text(`**${what}, in Python**`),
    code(types.python, 'python'),
  ];
}

/** A fact about a word of the language: its name with what it is in a few words, and one or two sentences. */
export function fact(name: string, detail: string | undefined, documentation: string | undefined): HoverPart[] {
  return text(detail === undefined ? `\`${name}\`` : `\`${name}\`: ${detail}`, documentation);
}
