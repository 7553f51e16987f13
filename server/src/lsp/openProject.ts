/** A project as the edge knows it: what the language makes of its files, and which files those are. */
import type { Project, ProjectSnapshot } from '../language/languageService';

export interface OpenProject {
  /** The folder as a URI. */
  readonly root: string;
  readonly project: Project;
  /** Resolves when the files on disk have been read; never rejects. */
  readonly ready: Promise<void>;
  readonly isReady: boolean;
  /** The files on disk are known, though not all of them have been parsed. */
  readonly isRead: boolean;
  /** The files of which this is the innermost project. */
  readonly own: ReadonlySet<string>;
  /** Files that cannot be read as they should, with the reason. */
  readonly unreadable: ReadonlyMap<string, string>;
}

/** The state of a project; while much of it is being read, what is known of it that matters to the file. */
export function snapshotFor({ project, isReady }: OpenProject, uri: string): ProjectSnapshot {
  return isReady && project.isQuick() ? project.snapshot() : project.glimpse(uri);
}
