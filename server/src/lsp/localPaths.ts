/** Files of this machine by their paths, and how a path is spelled as a URI. In a browser there are none: `localPaths.web.ts`. */
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path of a `file:` URI; undefined when it has none on this machine. */
export function pathOf(uri: string): string | undefined {
  if (!/^file:/i.test(uri)) return undefined;
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

/** The folder that holds a file or a folder. */
export function folderOf(place: string): string {
  return path.dirname(place);
}

/** Whether a file lies in a folder, at any depth. */
export function isBelow(file: string, folder: string): boolean {
  return file.startsWith(folder + path.sep);
}

/** A path as seen from a folder. */
export function seenFrom(folder: string, file: string): string {
  return path.relative(folder, file);
}

function encodeSegment(segment: string): string {
  // A lone surrogate cannot be percent-encoded; such a name is not valid UTF-8 on disk either.
  const encodable = segment.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  return encodeURIComponent(encodable).replaceAll(
    /[!'()*]/g,
    (char) => '%' + char.charCodeAt(0).toString(16).toUpperCase(),
  );
}
