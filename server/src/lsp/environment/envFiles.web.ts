/** In a browser no file of variables is read: keys come from the editor's secret storage alone. */
import type * as local from './envFiles';

export const readEnvFiles: typeof local.readEnvFiles = () => Promise.resolve([]);
