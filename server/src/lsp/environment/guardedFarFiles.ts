/** Which files a run may read where files are not on this machine: the rules of `guardedFiles.ts`, for URIs. */
import type { RunHost } from '../../runtime/host';

/** Where links lead is known to the editor's file system alone; it gives none of its own outside of a folder. */
export function guardFarFiles(
  readFile: RunHost['readFile'],
  folders: readonly string[],
  envFileNames: readonly string[],
): RunHost['readFile'] {
  return async (uri, mostBytes) => {
    if (/^(?:file|https?|data|blob):/i.test(uri) || !URL.canParse(uri))
      throw new Error('it is no file on this machine');
    // Without `..`, however that was written.
    const { href } = new URL(uri);
    const inside = folders.flatMap((folder) => {
      const home = URL.canParse(folder) ? new URL(folder).href.replace(/\/*$/, '/') : undefined;
      return home !== undefined && href.startsWith(home) ? [href.slice(home.length)] : [];
    });
    if (!inside.length) throw new Error('it lies outside the project and the folders of the workspace');
    const names = inside.map((below) => below.split('/').map(decoded));
    // A separator that was written as `%2f` is one again for whoever reads the file.
    if (names.some((path) => path.some((name) => /[/\\]/.test(name) || name === '..')))
      throw new Error('its name has a slash in it');
    const isHidden = names.every((path) => path.some((name) => name.startsWith('.')));
    const last = names[0]!.at(-1)!;
    if (isHidden || last.endsWith('.env') || envFileNames.includes(last)) {
      throw new Error('hidden files and files of variables are not sent');
    }
    return readFile(href, mostBytes);
  };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
