/** In a browser no file is on this machine: all are read whole, by the editor. */
import * as vscode from 'vscode';
import type * as local from './localFile';

export const isLocal: typeof local.isLocal = () => false;

export const piecesOf: typeof local.piecesOf = async function* (uri) {
  yield await vscode.workspace.fs.readFile(uri);
};

export const endsOf: typeof local.endsOf = async (uri, bytes, longest) => {
  const whole = await vscode.workspace.fs.readFile(uri);
  return { head: whole.subarray(0, longest), tail: whole.subarray(Math.max(0, whole.length - bytes)) };
};
