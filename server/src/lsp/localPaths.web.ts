/** In a browser no file is on this machine: all that there is comes from the editor (`farFiles.ts`), by its URI. */
import type * as local from './localPaths';

export const pathOf: typeof local.pathOf = () => undefined;
export const uriOf: typeof local.uriOf = (path) => `file://${path}`;
export const folderOf: typeof local.folderOf = (place) => place.slice(0, Math.max(0, place.lastIndexOf('/')));
export const isBelow: typeof local.isBelow = (file, folder) => file.startsWith(`${folder}/`);
export const seenFrom: typeof local.seenFrom = (folder, file) =>
  isBelow(file, folder) ? file.slice(folder.length + 1) : file;
