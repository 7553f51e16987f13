/** What a check is given and how it reports. One check per file; its code is the file's name in kebab-case. */
import type { Diagnostic, Severity, Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import type { Symbols } from '../semantics/symbols';
import type { Code } from './codes';

export interface Report {
  (
    severity: Severity,
    code: Code,
    span: Span,
    message: string,
    extra?: Pick<Diagnostic, 'related' | 'unnecessary' | 'fixes'>,
  ): void;
}

/**
 * A rule about one file. It may look at the whole project through its symbols, but reports only about the file.
 * Checks never throw, whatever is missing from the tree.
 */
export type Check = (file: SourceFile, symbols: Symbols, report: Report) => void;
