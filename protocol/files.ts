/** Files that only the editor can reach: those of a virtual workspace, and all of them where the server runs in a browser. */

export interface FolderParams {
  readonly uri: string;
}

/** What a folder holds, as the editor spells it; null when there is no such folder. Links to folders are left out. */
export type FolderResult = readonly FolderEntry[] | null;

export interface FolderEntry {
  readonly uri: string;
  readonly kind: 'file' | 'folder';
}

export interface FileParams {
  readonly uri: string;
  /** A larger file is not read. */
  readonly mostBytes: number;
}

export type FileResult =
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'absent' }
  /** It exists and cannot be read; the reason is the editor's. */
  | { readonly kind: 'unreadable'; readonly reason: string };
