/** A line in the client's window that says what the server is busy with. */
import { ProgressType } from 'vscode-jsonrpc/node';
import type { WorkDoneProgressBegin, WorkDoneProgressEnd } from 'vscode-languageserver-protocol';
import type { Connection } from './connection';

const WORK = new ProgressType<WorkDoneProgressBegin | WorkDoneProgressEnd>();

let begun = 0;

export interface WorkInProgress {
  end(): void;
}

/** Shows the line; undefined when the client does not want it. Never rejects. */
export async function startProgress(connection: Connection, title: string): Promise<WorkInProgress | undefined> {
  const token = `bamlLive/work/${++begun}`;
  const say = (value: WorkDoneProgressBegin | WorkDoneProgressEnd): void =>
    void connection.sendProgress(WORK, token, value).catch(() => undefined);
  try {
    await connection.sendRequest('window/workDoneProgress/create', { token });
  } catch {
    return undefined;
  }
  say({ kind: 'begin', title });
  return { end: () => say({ kind: 'end' }) };
}
