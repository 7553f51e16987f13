/** File names as URIs in one spelling, and the project folder a file belongs to. */
import { pathOf, uriOf } from './localPaths';

export { pathOf, uriOf } from './localPaths';

/** The folder name that makes a project, exactly (language.md §8). */
const ROOT = 'baml_src';

/** The one spelling of a URI. Only `file:` URIs have several. */
export function canonicalUri(uri: string): string {
  const path = pathOf(uri);
  return path === undefined ? uri : uriOf(path);
}

/** The projects a file belongs to, innermost first: every ancestor folder (or the folder itself) named `baml_src`. */
export function rootsOf(uri: string): readonly string[] {
  const [, prefix = '', path = ''] = /^([a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?)(.*)$/is.exec(uri) ?? [];
  const segments = path.split('/');
  const roots: string[] = [];
  for (let i = segments.length - 1; i >= 0; i--) {
    if (decodeSegment(segments[i]!) === ROOT) roots.push(prefix + segments.slice(0, i + 1).join('/'));
  }
  return roots;
}

export function isInside(uri: string, folder: string): boolean {
  return uri === folder || uri.startsWith(folder.endsWith('/') ? folder : folder + '/');
}

/** Whether one of these folders is around the file. Takes as long for many of them as for one. */
export function isInsideAny(uri: string, folders: ReadonlySet<string>): boolean {
  for (let end = uri.lastIndexOf('/'); end > 0; end = uri.lastIndexOf('/', end - 1)) {
    if (folders.has(uri.slice(0, end))) return true;
  }
  return false;
}

export function isBaml(uri: string): boolean {
  return uri.endsWith('.baml');
}

/** The last part of a URI, decoded: the name of a file or a folder. */
export function nameOf(uri: string): string {
  return decodeSegment(uri.slice(uri.lastIndexOf('/') + 1));
}

export function isRootName(name: string): boolean {
  return name === ROOT;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
