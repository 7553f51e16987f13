/**
 * `npm run test:electron`: the extension-host suite in desktop VS Code, through @vscode/test-electron.
 * VSCODE_EXECUTABLE_PATH names an installed VS Code; without it one is downloaded (VSCODE_VERSION, default stable).
 */
import { runTests } from '@vscode/test-electron';
import * as path from 'node:path';

const root = path.dirname(__TEST_ROOT__);

runTests({
  vscodeExecutablePath: process.env['VSCODE_EXECUTABLE_PATH'],
  version: process.env['VSCODE_VERSION'] ?? 'stable',
  extensionDevelopmentPath: root,
  extensionTestsPath: path.join(root, 'out', 'suite', 'suite', 'index'),
  launchArgs: [
    process.env['BAML_LIVE_EXAMPLES'] ?? path.join(root, 'examples'),
    '--disable-extensions',
    '--disable-workspace-trust',
  ],
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`test:electron: ${message}\n`);
    if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT/.test(message)) {
      process.stderr.write(
        'VS Code could not be downloaded. Set VSCODE_EXECUTABLE_PATH to an installed one, or run "npm test", which needs none.\n',
      );
    }
    process.exitCode = 1;
  },
);
