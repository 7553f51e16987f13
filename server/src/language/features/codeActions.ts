/**
 * What can be done at a place: the fixes of the problems there, the same fix for every such problem of the file, and
 * refactorings. Nothing is computed for kinds that are not wanted.
 */
import type { Diagnostic, Fix, Span } from '../diagnostic';
import type { CodeAction, CodeActionKind, WantedActions } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import type { Symbols } from '../semantics/symbols';
import { EditSet } from './editSet';
import { REFACTORINGS } from './refactorings/index';

export interface CodeActionQuestion {
  readonly file: SourceFile;
  readonly symbols: Symbols;
  /** Of the file; asked only when fixes are wanted. */
  readonly diagnostics: () => readonly Diagnostic[];
  /** What is selected, or where the cursor is. */
  readonly span: Span;
  readonly wanted: WantedActions;
}

export function codeActions({ file, symbols, diagnostics, span, wanted }: CodeActionQuestion): CodeAction[] {
  const shown = () => diagnostics().filter(({ code }) => wanted.code?.(code) ?? true);
  const actions: CodeAction[] = [];
  if (wanted.kind('fix')) {
    const all = shown();
    const here = all.filter(
      (diagnostic) => startOf(diagnostic, file.text) <= span.end && diagnostic.span.end >= span.start,
    );
    actions.push(...here.flatMap(fixesOf), ...fixesOfAKind(here, all));
  }
  if (wanted.kind('fix-all')) {
    const sure = shown().flatMap((diagnostic) => {
      const fix = diagnostic.fixes?.find(({ preferred }) => preferred);
      return fix ? [{ diagnostic, fix }] : [];
    });
    const action = together('Fix all problems with an obvious fix', 'fix-all', sure);
    if (action) actions.push(action);
  }
  for (const { kind, offer } of REFACTORINGS) {
    if (!wanted.kind(kind)) continue;
    for (const { title, edits } of offer(file, symbols, span)) {
      actions.push({ title, kind, edits, diagnostics: [], preferred: false });
    }
  }
  return actions;
}

/** The name of an attribute is reported without its `@`, but whoever stands before that means it, too. */
function startOf({ span }: Diagnostic, text: string): number {
  let { start } = span;
  while (start > 0 && text[start - 1] === '@') start--;
  return start;
}

function fixesOf(diagnostic: Diagnostic): CodeAction[] {
  return (diagnostic.fixes ?? []).map(({ title, edits, preferred }) => ({
    title,
    kind: 'fix',
    edits,
    diagnostics: [diagnostic],
    preferred: preferred === true,
  }));
}

interface Choice {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/** For what is done first about each problem at the place: one action that does it about all such problems of the file. */
function fixesOfAKind(here: readonly Diagnostic[], all: readonly Diagnostic[]): CodeAction[] {
  const seen = new Set<string>();
  return here.flatMap(({ code, fixes = [] }) => {
    const first = fixes.find(({ preferred }) => preferred) ?? fixes[0];
    const doing = first && doneBy(first);
    if (doing === undefined || seen.has(`${code} ${doing}`)) return [];
    seen.add(`${code} ${doing}`);
    const choices = all.flatMap((diagnostic) => {
      const fix = diagnostic.code === code ? diagnostic.fixes?.find((one) => doneBy(one) === doing) : undefined;
      return fix ? [{ diagnostic, fix }] : [];
    });
    if (choices.length < 2) return [];
    return together(`Fix all ${choices.length} \`${code}\` problems in this file`, 'fix', choices) ?? [];
  });
}

/** What a fix does, whatever it does it with: its title without what is quoted. */
function doneBy({ title }: Fix): string {
  return title.replaceAll(/`[^`]*`/g, '');
}

/** As many of the fixes as do not touch the same text; the others can be asked for again afterwards. */
function together(title: string, kind: CodeActionKind, choices: readonly Choice[]): CodeAction | undefined {
  const accepted = new EditSet();
  const diagnostics = choices.filter(({ fix }) => accepted.add(fix.edits)).map(({ diagnostic }) => diagnostic);
  if (!diagnostics.length) return undefined;
  return { title, kind, edits: accepted.edits, diagnostics, preferred: false };
}
