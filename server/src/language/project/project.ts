/** The files of a project as they are being edited. */
import { diagnose, diagnosing } from '../checks/index';
import type { Project, ProjectSnapshot } from '../languageService';
import { changedKeys } from './declared';
import { Memory } from './memory';
import { ProjectIndex } from './projectIndex';
import { glimpse } from './glimpse';
import { createSnapshot } from './snapshot';
import type { SourceFile } from './sourceFile';
import { parseFile, parsingFile } from './sourceFile';
import { rememberInSteps } from './symbolView';
import { wordsAround } from './words';

/** What takes longer to read than somebody waits for an answer, in characters. */
const MUCH_TEXT = 1_000_000;

export function createProject(start: ProjectIndex = ProjectIndex.empty): Project {
  /** Texts that were set since the last snapshot; undefined where a file was removed. */
  const waiting = new Map<string, string | undefined>();
  const parsed = new Map<string, SourceFile>();
  let index = start;
  const memory = new Memory(index);
  let current: ProjectSnapshot | undefined;
  /** A file that `prepareDiagnostics` has begun to check. */
  let checking:
    { readonly index: ProjectIndex; readonly file: SourceFile; readonly steps: Generator<void> } | undefined;
  /** A file that `prepare` has begun to read. */
  let reading: { readonly uri: string; readonly text: string; readonly steps: Generator<void, SourceFile> } | undefined;
  let glimpsed: { readonly uri: string; readonly snapshot: ProjectSnapshot } | undefined;

  function set(uri: string, text: string | undefined): void {
    const before = waiting.has(uri) ? waiting.get(uri) : index.file(uri)?.text;
    if (before === text) return;
    parsed.delete(uri);
    if (index.file(uri)?.text === text) waiting.delete(uri);
    else waiting.set(uri, text);
    current = undefined;
    glimpsed = undefined;
  }

  function parseWaiting(uri: string, text: string): SourceFile {
    let file = parsed.get(uri);
    if (!file) parsed.set(uri, (file = parseFile(uri, text, index.file(uri))));
    return file;
  }

  return {
    setFile: set,
    removeFile: (uri) => set(uri, undefined),
    prepare(isTimeUp) {
      for (const [uri, text] of waiting) {
        if (text === undefined || parsed.has(uri)) continue;
        if (reading?.uri !== uri || reading.text !== text) {
          reading = { uri, text, steps: parsingFile(uri, text, index.file(uri)) };
        }
        for (;;) {
          if (isTimeUp()) return false;
          const step = reading.steps.next();
          if (!step.done) continue;
          parsed.set(uri, step.value);
          break;
        }
        reading = undefined;
      }
      return true;
    },
    prepareDiagnostics(uri, isTimeUp) {
      this.snapshot();
      const file = index.file(uri);
      if (!file || memory.find(diagnose, file)) return true;
      if (checking?.index !== index || checking.file !== file) {
        checking = { index, file, steps: rememberInSteps(index, memory, file, diagnose, diagnosing) };
      }
      for (;;) {
        if (isTimeUp()) return false;
        if (checking.steps.next().done) break;
      }
      checking = undefined;
      return true;
    },
    isQuick() {
      let unread = 0;
      for (const [uri, text] of waiting) {
        if (text !== undefined && !parsed.has(uri) && !index.file(uri)) unread += text.length;
      }
      return unread < MUCH_TEXT;
    },
    snapshot() {
      if (current) return current;
      const changes = new Map<string, SourceFile | undefined>();
      const changed = new Set<string>();
      for (const [uri, text] of waiting) {
        const [before, after] = [index.file(uri), text === undefined ? undefined : parseWaiting(uri, text)];
        changes.set(uri, after);
        // Nothing was found out yet that a change could make stale.
        if (memory.size) {
          for (const key of changedKeys(before, after)) changed.add(key);
          for (const key of memory.askedWords(wordsAround(before?.text ?? '', after?.text ?? ''))) changed.add(key);
        }
        memory.forget(uri);
        if (before && after) memory.edited(uri);
      }
      waiting.clear();
      parsed.clear();
      glimpsed = undefined;
      if (changes.size) {
        index = index.with(changes);
        memory.advance(index, changed);
        for (const uri of changes.keys()) memory.added(uri);
      }
      current = createSnapshot(index, memory);
      return current;
    },
    glimpse(uri) {
      if (!waiting.size) return this.snapshot();
      if (glimpsed?.uri === uri) return glimpsed.snapshot;
      const texts = new Map<string, string>();
      for (const known of index.uris) texts.set(known, index.file(known)!.text);
      for (const [other, text] of waiting) {
        if (text === undefined) texts.delete(other);
        else texts.set(other, text);
      }
      const files = new Map<string, SourceFile>();
      for (const other of glimpse(uri, texts)) {
        const text = texts.get(other);
        if (text === undefined) continue;
        const known = index.file(other);
        files.set(other, known?.text === text ? known : parseWaiting(other, text));
      }
      const part = ProjectIndex.part(files);
      glimpsed = { uri, snapshot: createSnapshot(part, new Memory(part)) };
      return glimpsed.snapshot;
    },
    takeAffected() {
      this.snapshot();
      return memory.takeStale(diagnose);
    },
    copy() {
      this.snapshot();
      return createProject(index);
    },
  };
}
