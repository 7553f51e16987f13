/** Which files a run may read: a project that was cloned must not send a person's other files to whoever it names. */
import { realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RunHost } from '../../runtime/host';
import { pathOf } from '../localPaths';
import { guardFarFiles } from './guardedFarFiles';

/**
 * Reads files in one of the folders (paths) only; links are followed before that is decided. Hidden files, those in hidden
 * folders, and files of variables (`envFileNames`) are not read: they hold what the person never means to send. `farFolders` are URIs
 * of folders that are not on this machine, to which the same applies.
 */
export function guardFiles(
  readFile: RunHost['readFile'],
  folders: readonly string[],
  envFileNames: readonly string[] = [],
  farFolders: readonly string[] = [],
): RunHost['readFile'] {
  const far = guardFarFiles(readFile, farFolders, envFileNames);
  return async (uri, mostBytes) => {
    if (pathOf(uri) === undefined) return far(uri, mostBytes);
    const file = await real(fileURLToPath(uri));
    const homes = await Promise.all(folders.map(real));
    const isInside = (home: string) =>
      !/^\.\.(?:[\\/]|$)/.test(path.relative(home, file)) && !path.isAbsolute(path.relative(home, file));
    if (!homes.some(isInside)) throw new Error('it lies outside the project and the folders of the workspace');
    const isHidden = (home: string) =>
      path
        .relative(home, file)
        .split(/[\\/]/)
        .some((name) => name.startsWith('.'));
    const isOfVariables = file.endsWith('.env') || envFileNames.includes(path.basename(file));
    if (isOfVariables || homes.filter(isInside).every(isHidden)) {
      throw new Error('hidden files and files of variables are not sent');
    }
    // Where the link led when it was decided, not where it leads by now.
    return readFile(pathToFileURL(file).href, mostBytes);
  };
}

async function real(place: string): Promise<string> {
  return realpath(place).catch(() => path.resolve(place));
}
