/**
 * Files that are not on this machine: the editor is asked for them, one question for each folder and file. Nothing here rejects: what
 * cannot be reached is not there.
 */
import type { FileResult, FolderResult } from '../../../protocol/files';
import { FileRequest, FolderRequest } from '../../../protocol/lsp';
import { fromBase64 } from '../../../protocol/base64';
import type { Connection } from './connection';
import { decoded, isSkipped, MOST_BYTES, TOO_LARGE, type FileRead } from './fileRead';
import { isBaml, isRootName, nameOf } from './uris';

export interface FarFiles {
  /** The folders named `baml_src` below a folder, or the folder itself. */
  findRoots(folder: string, isCancelled: () => boolean): Promise<readonly string[]>;
  /** The `*.baml` files below a folder with what they hold, as they come. */
  bamlFiles(root: string): AsyncGenerator<readonly FarFile[]>;
  read(uri: string): Promise<FileRead>;
}

export interface FarFile {
  readonly uri: string;
  readonly read: FileRead;
}

/** Every folder is a question to a machine far away. */
const MOST_FOLDERS = 5000;
/** So many questions are on their way at once. */
const AT_ONCE = 16;

/** The bytes of a file; rejects with a reason a person understands. */
export async function farBytes(
  connection: Pick<Connection, 'sendRequest'>,
  uri: string,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const result = await askFile(connection, uri, mostBytes);
  switch (result.kind) {
    case 'bytes': {
      const bytes = fromBase64(result.base64);
      if (bytes) return bytes;
      throw new Error('the editor did not give its bytes');
    }
    case 'tooLarge':
      throw new Error(`it is larger than ${Math.floor(mostBytes / 1024 / 1024)} MB`);
    case 'absent':
      throw new Error('there is no such file');
    case 'unreadable':
      throw new Error(result.reason);
  }
}

/** The files behind a connection whose client answers for them. */
export function farFiles(connection: Pick<Connection, 'sendRequest'>): FarFiles {
  const folder = async (uri: string): Promise<FolderResult> =>
    connection.sendRequest(FolderRequest, { uri }).catch(() => null);

  const read = async (uri: string): Promise<FileRead> => {
    const result = await askFile(connection, uri, MOST_BYTES);
    if (result.kind === 'absent') return result;
    if (result.kind === 'tooLarge') return TOO_LARGE;
    const bytes = result.kind === 'bytes' ? fromBase64(result.base64) : undefined;
    if (bytes) return decoded(bytes);
    const reason = result.kind === 'unreadable' ? result.reason : 'no bytes came';
    return { kind: 'unreadable', problem: `This file cannot be read (${reason}).` };
  };

  /** All folders below one, the nearest first, with what they hold. `enters` says which are looked into. */
  async function* foldersBelow(top: string, enters: (name: string) => boolean) {
    let seen = 0;
    for (let level = [top]; level.length && seen < MOST_FOLDERS;) {
      const next: string[] = [];
      for (let at = 0; at < level.length && seen < MOST_FOLDERS; at += AT_ONCE) {
        const some = level.slice(at, at + AT_ONCE);
        seen += some.length;
        const held = await Promise.all(some.map(folder));
        for (const [i, uri] of some.entries()) {
          const entries = held[i] ?? [];
          next.push(...entries.flatMap((one) => (one.kind === 'folder' && enters(nameOf(one.uri)) ? one.uri : [])));
          yield { uri, files: entries.flatMap((one) => (one.kind === 'file' ? one.uri : [])) };
        }
      }
      level = next;
    }
  }

  return {
    read,
    async findRoots(top, isCancelled) {
      const roots: string[] = [];
      for await (const { uri } of foldersBelow(top, (name) => !isSkipped(name))) {
        if (isCancelled()) break;
        if (isRootName(nameOf(uri))) roots.push(uri);
      }
      return roots;
    },
    async *bamlFiles(root) {
      for await (const { files } of foldersBelow(root, () => true)) {
        const wanted = files.filter(isBaml);
        for (let at = 0; at < wanted.length; at += AT_ONCE) {
          yield await Promise.all(wanted.slice(at, at + AT_ONCE).map(async (uri) => ({ uri, read: await read(uri) })));
        }
      }
    },
  };
}

async function askFile(
  connection: Pick<Connection, 'sendRequest'>,
  uri: string,
  mostBytes: number,
): Promise<FileResult> {
  return connection.sendRequest(FileRequest, { uri, mostBytes }).catch((error: unknown) => ({
    kind: 'unreadable',
    reason: error instanceof Error ? error.message : String(error),
  }));
}
