// The flags of the language server's process, for what is measured outside of it.
import { buildSync } from 'esbuild';

const { outputFiles } = buildSync({
  stdin: {
    contents: `export { SERVER_FLAGS } from './client/src/serverFlags';
      export { COLLECT_NEW_ALONE } from './server/src/lsp/newSpace';`,
    resolveDir: '.',
    loader: 'ts',
  },
  write: false,
  bundle: true,
  platform: 'node',
  format: 'esm',
});

/**
 * @type {{
 *   readonly SERVER_FLAGS: readonly string[];
 *   readonly COLLECT_NEW_ALONE: string;
 * }} What VS Code starts the process with, and what the server sets itself when it begins.
 */
export const { SERVER_FLAGS, COLLECT_NEW_ALONE } = await import(
  `data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`
);
