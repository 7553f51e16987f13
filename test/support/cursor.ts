/**
 * Text with a cursor, as a person would write it: a project of one or several files, and one place in it.
 *
 *   class Per$0son { … }          `$0` is the cursor
 *   class <|Person|> { … }        `<|` and `|>` mark a stretch; several may be marked
 *   //- other.baml                starts another file; the first is `main.baml`
 */
import type { Span, TextEdit } from '../../server/src/language/diagnostic';
import { createProject, type ProjectSnapshot } from '../../server/src/language/languageService';

export interface Cursor {
  readonly snapshot: ProjectSnapshot;
  /** The file with the cursor, or the first one. */
  readonly uri: string;
  /** Where `$0` stood; -1 without one. */
  readonly offset: number;
  /** The marked stretches, in order of files and positions. */
  readonly marked: readonly { readonly uri: string; readonly span: Span }[];
  /** The files without marks, in order. */
  readonly files: ReadonlyMap<string, string>;
}

export function cursor(source: string): Cursor {
  const project = createProject();
  const files = new Map<string, string>();
  const marked: { uri: string; span: Span }[] = [];
  let at: { uri: string; offset: number } | undefined;
  for (const [uri, drawn] of split(source)) {
    let text = '';
    let start = 0;
    for (const piece of drawn.split(/(\$0|<\||\|>)/)) {
      if (piece === '$0') at = { uri, offset: text.length };
      else if (piece === '<|') start = text.length;
      else if (piece === '|>') marked.push({ uri, span: { start, end: text.length } });
      else text += piece;
    }
    files.set(uri, text);
    project.setFile(uri, text);
  }
  return {
    snapshot: project.snapshot(),
    uri: at?.uri ?? [...files.keys()][0]!,
    offset: at?.offset ?? -1,
    marked,
    files,
  };
}

/** The files that hold a place, with `<|` and `|>` around every place: the counterpart of `cursor`. */
export function drawn(files: ReadonlyMap<string, string>, places: readonly { uri: string; span: Span }[]): string {
  return join(files, (uri, text) => {
    const inside = places.filter((place) => place.uri === uri);
    if (!inside.length) return undefined;
    return edited(
      text,
      inside.map(({ span }) => ({ span, newText: `<|${text.slice(span.start, span.end)}|>` })),
    );
  });
}

/** The files after edits. */
export function applied(files: ReadonlyMap<string, string>, edits: readonly TextEdit[]): string {
  return join(files, (uri, text) =>
    edited(
      text,
      edits.filter((edit) => edit.uri === uri),
    ),
  );
}

/** A text after edits that do not overlap. */
export function edited(text: string, edits: readonly { readonly span: Span; readonly newText: string }[]): string {
  let result = '';
  let at = 0;
  for (const { span, newText } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    if (span.start < at) throw new Error(`overlapping edits at ${span.start}`);
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}

function split(source: string): (readonly [string, string])[] {
  const parts = source.split(/^\/\/- (\S+)\n/m);
  const files: (readonly [string, string])[] = parts[0]!.trim() === '' ? [] : [['main.baml', parts[0]!]];
  for (let i = 1; i < parts.length; i += 2) files.push([parts[i]!, parts[i + 1]!]);
  return files;
}

function join(files: ReadonlyMap<string, string>, draw: (uri: string, text: string) => string | undefined): string {
  let result = '';
  for (const [uri, text] of files) {
    const picture = draw(uri, text);
    if (picture !== undefined) result += (uri === 'main.baml' ? '' : `//- ${uri}\n`) + picture;
  }
  return result;
}
