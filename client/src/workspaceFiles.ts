/** Files for the server that are not on its machine, as the editor's file system has them. */
import * as vscode from 'vscode';
import type { FileParams, FileResult, FolderParams, FolderResult } from '../../protocol/files';
import { toBase64 } from '../../protocol/base64';

/** What a folder holds; null when there is none. */
export async function readFolder({ uri }: FolderParams): Promise<FolderResult> {
  const folder = vscode.Uri.parse(uri, true);
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.flatMap(([name, type]) => {
      // A link to a folder may lead in a circle, and where it leads cannot be asked.
      const kind = type & vscode.FileType.File ? 'file' : type === vscode.FileType.Directory ? 'folder' : undefined;
      return kind ? [{ uri: vscode.Uri.joinPath(folder, name).toString(), kind }] : [];
    });
  } catch {
    return null;
  }
}

export async function readFile({ uri, mostBytes }: FileParams): Promise<FileResult> {
  const file = vscode.Uri.parse(uri, true);
  try {
    const { type, size } = await vscode.workspace.fs.stat(file);
    if (type & vscode.FileType.Directory) return { kind: 'absent' };
    if (size > mostBytes) return { kind: 'tooLarge' };
    return { kind: 'bytes', base64: toBase64(await vscode.workspace.fs.readFile(file)) };
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return { kind: 'absent' };
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
}
