import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Span, TextEdit } from '../../server/src/language/diagnostic';
import { createProject, type ProjectSnapshot } from '../../server/src/language/languageService';

/**
 * Whatever a person has typed, and wherever the cursor stands, every feature answers, and with places that exist. Every file of
 * the corpus is asked at every so many offsets, starting elsewhere in each; `EVERY=1` asks at all of them.
 */
const EVERY = Number(process.env['EVERY'] ?? 7);
const FOLDER = path.join(__TEST_ROOT__, 'fixtures/diagnostics');
const FORMAT = { tabSize: 2, insertSpaces: true };

const files = fs.readdirSync(FOLDER).filter((name) => name.endsWith('.baml'));

describe('every feature, anywhere in any file of the corpus', () => {
  // Several projects, so that a failure names one file and the work of one does not hide behind that of another.
  for (const [index, name] of files.entries()) {
    it(name, () => {
      const text = fs.readFileSync(path.join(FOLDER, name), 'utf8');
      const project = createProject();
      project.setFile(name, text);
      const snapshot = project.snapshot();
      askWholeFile(snapshot, name, text);
      for (let offset = index % EVERY; offset <= text.length; offset += EVERY) askAt(snapshot, name, text, offset);
      askAt(snapshot, name, text, text.length);
    });
  }
});

function askWholeFile(snapshot: ProjectSnapshot, uri: string, text: string): void {
  const inside = (span: Span) => checkSpan(span, text);
  snapshot.diagnostics(uri).forEach(({ span, fixes }) => {
    inside(span);
    fixes?.forEach(({ edits }) => checkEdits(edits, uri, text));
  });
  snapshot.codeLenses(uri).forEach(({ span }) => inside(span));
  snapshot.documentSymbols(uri).forEach(({ span, selection }) => [span, selection].forEach(inside));
  snapshot.workspaceSymbols('e', () => true).forEach(({ span }) => inside(span));
  snapshot.foldingRanges(uri).forEach(({ span }) => inside(span));
  snapshot.documentLinks(uri).forEach(({ span }) => inside(span));
  let before = 0;
  for (const { span } of snapshot.semanticTokens(uri)) {
    inside(span);
    assert.ok(span.start >= before && span.end > span.start, 'tokens follow each other');
    before = span.end;
  }
  const whole = { start: 0, end: text.length };
  snapshot.inlayHints(uri, whole).forEach(({ offset }) => inside({ start: offset, end: offset }));
  snapshot.codeActions(uri, whole, { kind: () => true }).forEach(({ edits }) => checkEdits(edits, uri, text));
  checkEdits(snapshot.format(uri, FORMAT), uri, text);
  for (const { name } of snapshot.functions()) snapshot.runnable(name);
}

function askAt(snapshot: ProjectSnapshot, uri: string, text: string, offset: number): void {
  const inside = (span: Span) => checkSpan(span, text);
  snapshot.definition(uri, offset)?.targets.forEach(({ span, selection }) => [span, selection].forEach(inside));
  snapshot.typeDefinition(uri, offset)?.targets.forEach(({ span }) => inside(span));
  snapshot.references(uri, offset, true).forEach(({ span }) => inside(span));
  snapshot.highlights(uri, offset).forEach(({ span }) => inside(span));
  snapshot.completions(uri, offset);
  snapshot.signatureHelp(uri, offset);
  const hover = snapshot.hover(uri, offset);
  if (hover) inside(hover.span);
  let outer: Span | undefined;
  for (const span of snapshot.selectionRanges(uri, offset)) {
    inside(span);
    if (outer) assert.ok(span.start <= outer.start && span.end >= outer.end, 'selections grow');
    outer = span;
  }
  const target = snapshot.prepareRename(uri, offset);
  if (target.ok) inside(target.span);
  const renamed = snapshot.rename(uri, offset, 'Fresh9');
  if (renamed.ok) checkEdits(renamed.edits, uri, text);
  snapshot
    .codeActions(uri, { start: offset, end: offset }, { kind: () => true })
    .forEach(({ edits }) => checkEdits(edits, uri, text));
  checkEdits(snapshot.formatOnType(uri, FORMAT, offset, '}'), uri, text);
  checkEdits(snapshot.formatOnType(uri, FORMAT, offset, '\n'), uri, text);
}

function checkSpan({ start, end }: Span, text: string): void {
  assert.ok(start >= 0 && start <= end && end <= text.length, `${start}-${end} of ${text.length}`);
}

/** Edits of one file lie inside it and do not overlap, as the protocol demands. */
function checkEdits(edits: readonly TextEdit[], uri: string, text: string): void {
  const sorted = edits.filter((edit) => edit.uri === uri).sort((a, b) => a.span.start - b.span.start);
  let before = 0;
  for (const { span } of sorted) {
    checkSpan(span, text);
    assert.ok(span.start >= before, 'edits do not overlap');
    before = span.end;
  }
}
