/**
 * Diagnostics as a person would draw them: the source, and under the offending text a line of carets with what is
 * said about it. Cases live in `.baml` files beside their test:
 *
 *   //# what the case shows
 *   //- other.baml            (starts another file of the same project; the first is `main.baml`)
 *   class A {
 *     x flot
 *     //^^^^ error[unknown-types]: No type is named `flot`
 *   }
 *
 * A marker holds severity, code and the beginning of the message. `//|` marks text that starts in the first two
 * columns. Everything that is reported must be marked, and nothing else. `UPDATE_GOLDENS=1` writes the markers.
 */
import type { Diagnostic } from '../../server/src/language/diagnostic';
import { createProject } from '../../server/src/language/languageService';
import { caseFile, casesOf } from './caseFile';

const MARKER = /^\s*\/\/(?:\||\s*\^+) *(?:error|warning|information|hint)\[/;

/** Hints that small cases are full of. They are marked in their own files only. */
export const ABOUT_USE: ReadonlySet<string> = new Set(['unused-declarations', 'unused-parameters']);

/** Declares a test for every case of `test/language/<name>.baml`; `marked` are codes of hints about what is not used. */
export function checkCases(name: string, marked: readonly string[] = []): void {
  caseFile(name, (part) => redraw(part, marked));
}

export interface MarkedCase {
  readonly title: string;
  /** The files of the case without markers, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** The cases of `test/language/<name>.baml`. */
export function markedCases(name: string): MarkedCase[] {
  return casesOf(name).flatMap(({ title, part }) => {
    if (title === undefined) return [];
    return [{ title, files: Object.fromEntries(splitFiles(part).map(({ uri, source }) => [uri, source.join('\n')])) }];
  });
}

/** The case with markers for what is reported now; a marker whose message begins as before keeps its text. */
function redraw(part: string, marked: readonly string[]): string {
  const files = splitFiles(part);
  const project = createProject();
  for (const { uri, source } of files) project.setFile(uri, source.join('\n'));
  const snapshot = project.snapshot();
  return files
    .map(({ uri, source, markers, header }) => {
      const text = source.join('\n');
      const under = new Map<number, string[]>();
      for (const diagnostic of snapshot.diagnostics(uri)) {
        if (ABOUT_USE.has(diagnostic.code) && !marked.includes(diagnostic.code)) continue;
        const line = lineOf(text, diagnostic.span.start);
        const known = markers.get(line)?.find((marker) => sameBeginning(marker, drawMarker(text, diagnostic)));
        under.set(line, [...(under.get(line) ?? []), known ?? drawMarker(text, diagnostic)]);
      }
      return [...header, ...source.flatMap((line, at) => [line, ...(under.get(at) ?? [])])].join('\n');
    })
    .join('\n');
}

function sameBeginning(known: string, drawn: string): boolean {
  return known.length > known.indexOf(']:') + 8 && drawn.startsWith(known);
}

interface MarkedFile {
  readonly uri: string;
  readonly header: string[];
  readonly source: string[];
  /** By the line of `source` they stand under. */
  readonly markers: Map<number, string[]>;
}

function splitFiles(part: string): MarkedFile[] {
  let current: MarkedFile = { uri: 'main.baml', header: [], source: [], markers: new Map() };
  const files = [current];
  for (const line of part.split('\n')) {
    const name = /^\/\/- (\S+)$/.exec(line)?.[1];
    if (name) {
      current = { uri: name, header: [line], source: [], markers: new Map() };
      files.push(current);
    } else if (line.startsWith('//# ')) current.header.push(line);
    else if (MARKER.test(line)) {
      const at = current.source.length - 1;
      current.markers.set(at, [...(current.markers.get(at) ?? []), line]);
    } else current.source.push(line);
  }
  return files;
}

function drawMarker(text: string, { span, severity, code, message }: Diagnostic): string {
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const column = span.start - start;
  const lineEnd = text.indexOf('\n', span.start);
  const end = Math.min(span.end, lineEnd < 0 ? text.length : lineEnd);
  const carets = '^'.repeat(Math.max(1, end - span.start));
  const said = `${severity}[${code}]: ${message}`;
  if (column < 2) return `//| ${said}`;
  // The slashes take two columns; they stand as near to the carets as the source is indented.
  const indentation = Math.min(column - 2, /^ */.exec(text.slice(start))![0].length);
  return `${' '.repeat(indentation)}//${' '.repeat(column - indentation - 2)}${carets} ${said}`;
}

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
