/** What comes of reading a file, wherever it is: on disk, or where only the editor can reach it. */

export type FileRead =
  | { readonly kind: 'text'; readonly text: string; readonly problem?: string }
  /** It exists but cannot be used; `problem` says why. */
  | { readonly kind: 'unreadable'; readonly problem: string }
  | { readonly kind: 'absent' };

/** A larger file is no BAML that anybody wrote, and reading one takes a hundred times its size in memory. */
export const MOST_BYTES = 12 * 1024 * 1024;
export const TOO_LARGE: FileRead = {
  kind: 'unreadable',
  problem: 'This file is larger than 12 MB, so it was not read. Split it into several.',
};

/** A text that the editor has, as if it had been read. */
export function readable(text: string): FileRead {
  return text.length > MOST_BYTES ? TOO_LARGE : { kind: 'text', text };
}

/** Bytes as UTF-8. Those that are not UTF-8 become U+FFFD, as in the editor, with a problem that says so. */
export function decoded(bytes: Uint8Array): FileRead {
  const text = new TextDecoder().decode(bytes);
  if (!text.includes('\uFFFD') || isUtf8(bytes)) return { kind: 'text', text };
  return { kind: 'text', text, problem: 'This file is not valid UTF-8. Save it with the encoding UTF-8.' };
}

/** Folders that hold other people's code or no code at all. */
const SKIPPED = new Set(['node_modules', 'bower_components', 'site-packages', '__pycache__', 'venv']);

/** Whether no projects are looked for in folders of this name. */
export function isSkipped(name: string): boolean {
  return name.startsWith('.') || SKIPPED.has(name);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
