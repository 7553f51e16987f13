/** Files of this machine, read piece by piece, which the editor's own file system cannot. In a browser there are none: `localFile.web.ts`. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type * as vscode from 'vscode';

const PIECE_BYTES = 256 * 1024;

export function isLocal(uri: vscode.Uri): boolean {
  return uri.scheme === 'file';
}

/** Rejects when there is no such file, or when `signal` aborts. */
export function piecesOf(uri: vscode.Uri, signal?: AbortSignal): AsyncIterable<Uint8Array> {
  return createReadStream(uri.fsPath, { highWaterMark: PIECE_BYTES, ...(signal && { signal }) });
}

/** The first and the last `bytes` of a file; of a first line that is longer, up to `longest`. */
export async function endsOf(
  uri: vscode.Uri,
  bytes: number,
  longest: number,
): Promise<{ readonly head: Uint8Array; readonly tail: Uint8Array }> {
  const file = await open(uri.fsPath, 'r');
  try {
    const { size } = await file.stat();
    const part = async (from: number, length: number): Promise<Uint8Array> => {
      const into = new Uint8Array(Math.max(0, Math.min(length, size - from)));
      const { bytesRead } = await file.read(into, 0, into.length, from);
      return into.subarray(0, bytesRead);
    };
    let head = await part(0, bytes);
    if (!head.includes(0x0a) && size > bytes) head = await part(0, longest);
    return { head, tail: await part(Math.max(0, size - bytes), bytes) };
  } finally {
    await file.close();
  }
}
