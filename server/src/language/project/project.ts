/** The files of a project as they are being edited. */
import type { Project, ProjectSnapshot } from '../languageService';
import { createSnapshot } from './snapshot';
import type { ProjectShape } from './shape';
import { projectShape } from './shape';
import type { SourceFile } from './sourceFile';
import { parseFile } from './sourceFile';

export function createProject(): Project {
  const texts = new Map<string, string>();
  /** Parsed files of the last snapshot; a file is parsed again only when its text differs. */
  let parsed = new Map<string, SourceFile>();
  let shape: ProjectShape | undefined;
  let current: ProjectSnapshot | undefined;
  return {
    setFile(uri, text) {
      if (texts.get(uri) === text) return;
      texts.set(uri, text);
      current = undefined;
    },
    removeFile(uri) {
      if (texts.delete(uri)) current = undefined;
    },
    snapshot() {
      if (current) return current;
      const files = new Map<string, SourceFile>();
      for (const uri of [...texts.keys()].sort()) {
        const text = texts.get(uri)!;
        const known = parsed.get(uri);
        files.set(uri, known?.text === text ? known : parseFile(uri, text));
      }
      parsed = files;
      const list = [...files.values()];
      shape = projectShape(list, shape);
      current = createSnapshot(list, shape);
      return current;
    },
  };
}
