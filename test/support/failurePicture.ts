/** What a journey saw when it failed, as a picture in `.vscode-test`. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Context } from 'mocha';
import type { WorkbenchWindow } from '../../scripts/host/workbench.mjs';

/** To be called after each test with the test's context. */
export async function pictureOfFailure(context: Context, window: WorkbenchWindow | undefined): Promise<void> {
  const test = context.currentTest;
  if (test?.state !== 'failed') return;
  const file = path.join(path.dirname(__TEST_ROOT__), '.vscode-test', `${test.title.replaceAll(/\W+/g, '-')}.png`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await window?.page.screenshot({ path: file });
}
