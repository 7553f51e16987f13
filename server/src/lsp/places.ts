/** Places in files of a project, as the editor knows them. */
import type { Location, LocationLink, Range } from 'vscode-languageserver-protocol';
import type { Span } from '../language/diagnostic';
import type { Definitions, Place, ProjectSnapshot } from '../language/languageService';
import type { Documents } from './documents';

export interface Places {
  range(uri: string, span: Span): Range;
  location(place: Place): Location;
  /** Links when the client can follow them, since they say what was asked about and how far a declaration reaches. */
  definitions(uri: string, found: Definitions | undefined, links: boolean | undefined): LocationLink[] | Location[];
}

/** Files of the snapshot only; the lines of each are read once. */
export function placesOf(snapshot: ProjectSnapshot, documents: Documents): Places {
  const range = (uri: string, { start, end }: Span): Range =>
    documents.lines(uri, snapshot.text(uri) ?? '').range(start, end);
  const location = ({ uri, span }: Place): Location => ({ uri: documents.editorUri(uri), range: range(uri, span) });
  return {
    range,
    location,
    definitions(uri, found, links) {
      if (!found) return [];
      if (!links) return found.targets.map((target) => location({ uri: target.uri, span: target.selection }));
      return found.targets.map((target) => ({
        originSelectionRange: range(uri, found.origin),
        targetUri: documents.editorUri(target.uri),
        targetRange: range(target.uri, target.span),
        targetSelectionRange: range(target.uri, target.selection),
      }));
    },
  };
}
