/** Files of recordings, read piece by piece: of a large one only what was made of it is in memory, and of a list only the ends. */
import * as vscode from 'vscode';
import { l10n } from '../../../protocol/l10n';
import { RecordingReader, type ReadRecording } from '../../../protocol/recordingReader';
import { endsOf, isLocal, piecesOf } from './localFile';

/** What lies beyond is not read. */
const MOST_BYTES = 256 * 1024 * 1024;
/** A first line that is longer is read as a whole file is. */
const LONGEST_HEAD = 4 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;

/** Reads what can be read; rejects when there is no such file, or when `signal` aborts. */
export async function readRecordingAt(uri: vscode.Uri, signal?: AbortSignal): Promise<ReadRecording> {
  const reader = new RecordingReader();
  if (!isLocal(uri)) {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MOST_BYTES)
      throw new Error(l10n.t('It is larger than {0}, which is not read over a network.', megabytes(MOST_BYTES)));
    reader.push(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
    return reader.end();
  }
  let bytes = 0;
  const decoder = new TextDecoder();
  for await (const piece of piecesOf(uri, signal)) {
    reader.push(decoder.decode(piece, { stream: true }));
    bytes += piece.length;
    if (reader.isHopeless) break;
    if (bytes > MOST_BYTES) {
      return reader.end(
        l10n.t('The file is larger than {0}: what comes after this line was not read.', megabytes(MOST_BYTES)),
      );
    }
  }
  reader.push(decoder.decode());
  return reader.end();
}

/** The beginning of a file, at least its first line, and its end: what a list needs of it. */
export async function peekAt(uri: vscode.Uri): Promise<{ readonly head: string; readonly tail: string }> {
  const decoder = new TextDecoder();
  if (!isLocal(uri)) {
    const whole = decoder.decode(await vscode.workspace.fs.readFile(uri));
    return { head: whole, tail: whole };
  }
  const { head, tail } = await endsOf(uri, TAIL_BYTES, LONGEST_HEAD);
  return { head: decoder.decode(head), tail: decoder.decode(tail) };
}

/** A small file as it is. */
export async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / (1024 * 1024))} MB`;
}
