/** Problems found in a file. Codes are kebab-case and equal the name of the check that reports them. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** UTF-16 offsets into one file, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  /** Says what is wrong, then what to do, and quotes the person's text. */
  readonly message: string;
  readonly span: Span;
  /** Other places that matter, such as the first declaration of a duplicate. */
  readonly related?: readonly { readonly uri: string; readonly span: Span; readonly message: string }[];
  readonly unnecessary?: boolean;
  /** What would put it right, the best first. Plain data: a finding must not keep other files alive. */
  readonly fixes?: readonly Fix[];
}

/** An edit that puts a problem right. */
export interface Fix {
  /** An imperative, as in a menu: "Change to `@stream.done`". */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** There is no doubt that this is what was meant. */
  readonly preferred?: boolean;
}

export interface TextEdit {
  readonly uri: string;
  readonly span: Span;
  readonly newText: string;
}

/** The finding, `shift` further behind. Places in other files stay where they are. */
export function movedDiagnostic(diagnostic: Diagnostic, uri: string, shift: number): Diagnostic {
  if (!shift) return diagnostic;
  const moved = ({ start, end }: Span): Span => ({ start: start + shift, end: end + shift });
  const place = <P extends { readonly uri: string; readonly span: Span }>(at: P): P =>
    at.uri === uri ? { ...at, span: moved(at.span) } : at;
  const { span, related, fixes } = diagnostic;
  return {
    ...diagnostic,
    span: moved(span),
    ...(related && { related: related.map(place) }),
    ...(fixes && { fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map(place) })) }),
  };
}
