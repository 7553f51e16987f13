import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { temporaryFolder, type TemporaryFolder } from '../support/connection';
import { answersWith, startProvider, type LoopbackProvider } from '../support/provider';
import { pictureOfFailure } from '../support/failurePicture';

/** Test blocks and expectations in the Test Explorer of a real VS Code. */
const root = path.dirname(__TEST_ROOT__);

const SOURCE = (url: string) => `class Person {
  name string
  age int
}
function Describe(text: string) -> Person {
  client Fast
  prompt #"{{ text }} {{ ctx.output_format }}"#
}
client<llm> Fast {
  provider "openai-generic"
  options {
    base_url "${url}/v1"
    model "m"
  }
}
test Ada {
  functions [Describe]
  args {
    text "Ada"
  }
  @@assert(named, {{ this.name == "Ada" }})
}
test Old {
  functions [Describe]
  args {
    text "Ada"
  }
  @@assert(old, {{ this.age > 40 }})
}
`;

describe('the Test Explorer in VS Code', function () {
  this.timeout(120_000);
  let provider: LoopbackProvider;
  let folder: TemporaryFolder;
  let workbench: Workbench;
  let window: WorkbenchWindow | undefined;

  before(async () => {
    provider = await startProvider(answersWith('{"name": "Ada", ', '"age": 36}'));
    folder = temporaryFolder({
      'baml_src/a.baml': SOURCE(provider.url),
      'receipt.bamlexpect': 'items visible within 40 characters\nitems visible within 2 characters\n',
    });
    fs.copyFileSync(path.join(root, 'examples/recordings/receipt.bamlrun'), path.join(folder.path, 'receipt.bamlrun'));
    workbench = await startWorkbench({
      root,
      settings: {
        'files.hotExit': 'off',
        'testing.automaticallyOpenTestResults': 'neverOpen',
        'testing.automaticallyOpenPeekView': 'never',
      },
    });
  });
  after(async () => {
    await workbench?.close();
    await provider?.close();
    folder?.remove();
  });
  afterEach(async function () {
    await pictureOfFailure(this, window);
  });

  it('runs tests and expectations, tells what does not hold, and opens the timeline of a failure', async () => {
    window = await workbench.open({ folder: folder.path, file: 'baml_src/a.baml', width: 1800 });
    const { page } = window;
    await page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first().waitFor({ timeout: 60_000 });
    await window.command('Testing: Focus on Test Explorer View');
    const rows = page.locator('.test-explorer .monaco-list-row');
    await rows.filter({ hasText: 'receipt.bamlexpect' }).waitFor();
    await window.command('Test: Run All Tests');
    const row = (text: string) => rows.filter({ hasText: text }).first();
    await row('receipt.bamlexpect')
      .locator('.codicon-testing-failed-icon, .codicon-testing-error-icon')
      .waitFor({ timeout: 60_000 });
    assert.equal(provider.requests.length, 2);

    await row('receipt.bamlexpect').click();
    await page.keyboard.press('ArrowRight');
    await row('items visible within 40').locator('.codicon-testing-passed-icon').waitFor();
    const failed = row('items visible within 2 ');
    await failed.locator('.codicon-testing-failed-icon').waitFor();
    await failed.click({ button: 'right' });
    const item = page.getByRole('menuitem', { name: 'Open Timeline of Test' });
    await item.waitFor();
    // A menu that has just opened may not hear the first click.
    for (let tries = 0; tries < 5 && (await item.isVisible()); tries++) {
      await item.click({ timeout: 2000 }).catch(() => undefined);
      await item.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => undefined);
    }
    const panel = window.panel();
    await panel
      .locator('.metrics .status dd')
      .filter({ hasText: /completed/ })
      .waitFor({ timeout: 45_000 });
    await panel.getByRole('treegrid', { name: 'Fields' }).getByText('items').first().waitFor();

    // The failing assert is marked at its line.
    await page
      .locator('.testing-run-glyph.codicon-testing-failed-icon, .codicon-testing-failed-icon')
      .first()
      .waitFor();
  });
});
