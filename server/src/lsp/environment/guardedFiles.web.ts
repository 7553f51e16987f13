/** In a browser every file is far. */
import type * as local from './guardedFiles';
import { guardFarFiles } from './guardedFarFiles';

export const guardFiles: typeof local.guardFiles = (readFile, _folders, envFileNames = [], farFolders = []) =>
  guardFarFiles(readFile, farFolders, envFileNames);
