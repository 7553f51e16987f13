/** In a browser there is no disk. */
import type * as disk from './disk';

export const readText: typeof disk.readText = () => ({ kind: 'absent' });
export const bamlFiles: typeof disk.bamlFiles = function* () {};
export const findRoots: typeof disk.findRoots = () => Promise.resolve([]);
export const isFolder: typeof disk.isFolder = () => false;
export const fileBeside: typeof disk.fileBeside = () => undefined;
