// The flags that VS Code starts the language server's process with: what is measured outside of it runs with them as well.
import { transformSync } from 'esbuild';
import fs from 'node:fs';

const { code } = transformSync(fs.readFileSync('client/src/serverFlags.ts', 'utf8'), { loader: 'ts' });

/** @type {readonly string[]} */
export const { SERVER_FLAGS } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
