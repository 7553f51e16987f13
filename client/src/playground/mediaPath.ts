/** How files stand to each other: the path to a medium counts from the file that names it. */

/** Both are URIs. Where the way up would leave everything they share, the whole path is written. */
export function pathFrom(holder: string, file: string): string {
  const [from, to] = [parse(holder), parse(file)];
  if (!from || !to || from.root !== to.root) return to ? `${to.path}` : file;
  const [home, place] = [from.path.split('/').slice(0, -1), to.path.split('/')];
  let same = 0;
  while (same < home.length && same < place.length - 1 && home[same] === place[same]) same++;
  // Nothing but the root in common.
  if (same <= 1) return to.path;
  return [...home.slice(same).map(() => '..'), ...place.slice(same)].join('/');
}

/** Whether a file is somewhere in a folder. */
export function isWithin(folder: string, file: string): boolean {
  const [home, place] = [parse(folder), parse(file)];
  if (!home || !place || home.root !== place.root) return false;
  return place.path.startsWith(`${home.path.replace(/\/+$/, '')}/`);
}

function parse(uri: string): { readonly root: string; readonly path: string } | null {
  const found = /^([a-z][\w+.-]*:\/\/[^/]*)(\/.*)$/i.exec(uri);
  if (!found) return null;
  // Of a drive of Windows the letter, however it is written, is part of what two paths must share.
  const path = decoded(found[2]!).replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
  const drive = /^\/([a-z]):/.exec(path)?.[1] ?? '';
  return { root: `${found[1]!.toLowerCase()}${drive}`, path };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
