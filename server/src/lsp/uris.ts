/** File names as URIs in one spelling, and the project folder a file belongs to. */
import { fileURLToPath } from 'node:url';

/** The folder name that makes a project, exactly (language.md §8). */
const ROOT = 'baml_src';

function isFileUri(uri: string): boolean {
  return /^file:/i.test(uri);
}

/** The path of a `file:` URI; undefined when it has none on this machine. */
export function pathOf(uri: string): string | undefined {
  if (!isFileUri(uri)) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // another host, an encoded slash, broken percent encoding
  }
}

/**
 * A path as VS Code spells it: a lower-case drive letter, and everything percent-encoded but letters, digits and
 * `-._~/`. Editors differ here, and one file must have one name.
 */
export function uriOf(path: string): string {
  let plain = path.replaceAll('\\', process.platform === 'win32' ? '/' : '\\');
  let authority = '';
  if (process.platform === 'win32') {
    const unc = /^\/\/([^/]+)(\/.*)?$/.exec(plain);
    if (unc) [authority, plain] = [unc[1]!, unc[2] ?? '/'];
    else plain = '/' + plain.replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
  }
  return `file://${authority}${plain.split('/').map(encodeSegment).join('/')}`;
}

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

export function isRootName(name: string): boolean {
  return name === ROOT;
}

function encodeSegment(segment: string): string {
  // A lone surrogate cannot be percent-encoded; such a name is not valid UTF-8 on disk either.
  const encodable = segment.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  return encodeURIComponent(encodable).replaceAll(
    /[!'()*]/g,
    (char) => '%' + char.charCodeAt(0).toString(16).toUpperCase(),
  );
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
