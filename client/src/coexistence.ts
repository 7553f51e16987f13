/**
 * What BAML Live serves beside an official BAML extension, so that nothing is shown twice: what the other one does itself is left to it. What
 * each does was read in its manifest and its language server. Knows no editor.
 */

/** `on`: everything is served, also beside another extension; `off`: nothing of the language is; `auto`: what the others do not do. */
export type Setting = 'auto' | 'on' | 'off';

/** What can be served, by its name in the language server protocol where it has one. */
export type Served =
  | 'diagnostics'
  | 'codeLens'
  | 'definition'
  | 'rename'
  | 'references'
  | 'workspaceSymbol'
  | 'semanticTokens'
  | 'formatting'
  /** What no official extension does, or what adds to what it says: completion, hovers, hints, fixes; symbols of a file, which *Run* finds its function by. */
  | 'other';

const DONE_BY: Readonly<Record<string, readonly Served[]>> = {
  // v0: its formatter is off unless it is called by name.
  'Boundary.baml-extension': ['diagnostics', 'codeLens', 'definition', 'rename'],
  // v1: it renames nothing.
  'Boundary.baml-language': [
    'diagnostics',
    'codeLens',
    'definition',
    'references',
    'workspaceSymbol',
    'semanticTokens',
    'formatting',
  ],
};

export const OFFICIAL: readonly string[] = Object.keys(DONE_BY);

/** What is left out. `present` are the identifiers of official extensions that are there and not disabled. */
export function leftOut(setting: Setting, present: readonly string[]): ReadonlySet<Served> | 'all' {
  if (setting === 'off') return 'all';
  return new Set(setting === 'on' ? [] : present.flatMap((id) => DONE_BY[id] ?? []));
}

/** Whether a problem says what the official extensions do not: something about streaming. */
export function isOurs(code: string): boolean {
  return code.startsWith('stream-');
}
