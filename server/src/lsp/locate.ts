/** Places in files as the editor names them. */
import type { SourceLocation } from '../../../protocol/run';
import type { SourceRange } from '../ir/schema';
import type { ProjectSnapshot } from '../language/languageService';
import type { Documents } from './documents';
import type { LineIndex } from './lineIndex';

/** The place of a range for the editor; undefined when the file is not known. */
export type Locate = (source: SourceRange) => SourceLocation | undefined;

/** `linesOf` and `editorUri` are asked for the range's own file. */
export function locator(
  linesOf: (uri: string) => LineIndex | undefined,
  editorUri: (uri: string) => string = (uri) => uri,
): Locate {
  return (source) => {
    const lines = linesOf(source.uri);
    if (!lines) return undefined;
    const { start, end } = lines.range(source.start, source.end);
    return {
      uri: editorUri(source.uri),
      line: start.line,
      character: start.character,
      endLine: end.line,
      endCharacter: end.character,
    };
  };
}

/** Places in the files of one snapshot. It may be kept while the files change: it answers for the text as it was. */
export function snapshotLocator(documents: Documents, snapshot: ProjectSnapshot): Locate {
  return locator(
    (uri) => {
      const text = snapshot.text(uri);
      return text === undefined ? undefined : documents.lines(uri, text);
    },
    (uri) => documents.editorUri(uri),
  );
}
