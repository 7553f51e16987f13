/** What a refactoring is given and offers: changes of a correct program that somebody may want at a place. */
import type { Span, TextEdit } from '../../diagnostic';
import type { CodeActionKind } from '../../languageService';
import type { SourceFile } from '../../project/sourceFile';
import type { Symbols } from '../../semantics/symbols';

export interface Refactoring {
  readonly kind: CodeActionKind;
  offer(file: SourceFile, symbols: Symbols, span: Span): readonly Offer[];
}

export interface Offer {
  /** An imperative, as in a menu. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}
