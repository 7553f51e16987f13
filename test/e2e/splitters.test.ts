import assert from 'node:assert/strict';
import * as path from 'node:path';
import { startWorkbench, type Workbench, type WorkbenchWindow } from '../../scripts/host/workbench.mjs';
import { temporaryFolder, type TemporaryFolder } from '../support/connection';
import { answersWith, startProvider, type LoopbackProvider } from '../support/provider';
import { pictureOfFailure } from '../support/failurePicture';

/** Room in the panel of a real VS Code: what fits beside an editor, and a size that outlives the page. */
const root = path.dirname(__TEST_ROOT__);
const NAMES = ['name', 'qty', 'price', 'category', 'description', 'supplier', 'comment'];

const SOURCE = (url: string) => `class Item {
${NAMES.map((name) => `  ${name} string`).join('\n')}
}
class Order {
  customer string
  items Item[]
  note string
}
function Read() -> Order {
  client Fast
  prompt #"Read it. {{ ctx.output_format }}"#
}
client<llm> Fast {
  provider "openai-generic"
  options {
    base_url "${url}/v1"
    model "m"
  }
}
test Loud {
  functions [Read]
  args {}
}
`;
const ITEM = Object.fromEntries(NAMES.map((name) => [name, `the ${name}`]));
const ANSWER = JSON.stringify({ customer: 'Ada', items: [ITEM, ITEM, ITEM], note: 'thanks' });

describe('room in the panel in VS Code', function () {
  this.timeout(150_000);
  let provider: LoopbackProvider;
  let folder: TemporaryFolder;
  let workbench: Workbench;
  let window: WorkbenchWindow | undefined;

  before(async () => {
    provider = await startProvider(answersWith(...ANSWER.match(/.{1,24}/gs)!));
    folder = temporaryFolder({ 'baml_src/a.baml': SOURCE(provider.url) });
    workbench = await startWorkbench({ root, settings: { 'files.hotExit': 'off' } });
  });
  after(async () => {
    await workbench?.close();
    await provider?.close();
    folder?.remove();
  });
  afterEach(async function () {
    await pictureOfFailure(this, window);
  });

  it('is ten rows beside an editor, is given and taken by dragging, and is as it was when the panel is shown again', async () => {
    window = await workbench.open({ folder: folder.path, file: 'baml_src/a.baml', width: 1600, height: 950 });
    const { page } = window;
    await page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first().click({ timeout: 60_000 });
    const panel = window.panel();
    await panel
      .locator('.metrics .status dd')
      .filter({ hasText: /completed/ })
      .waitFor({ timeout: 45_000 });
    const rows = panel.locator('.rows');
    const heightOf = async (): Promise<number> => (await rows.boundingBox())!.height;
    const splitter = panel.getByRole('separator', { name: 'Resize field names' });
    await splitter.waitFor({ timeout: 30_000 });
    assert.ok((await heightOf()) >= 10 * 22, `${await heightOf()} pixels of rows`);

    const box = (await splitter.boundingBox())!;
    const before = Number(await splitter.getAttribute('aria-valuenow'));
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 24, y, { steps: 4 });
    await page.mouse.up();
    const resized = panel.locator(`.splitter[aria-valuetext="${before + 24} pixels wide"]`);
    await resized.waitFor({ timeout: 15_000 });

    // Behind another editor the page is destroyed; it is made anew when it is shown again.
    const tab = page.locator('.tab').filter({ hasText: 'BAML Live' });
    await tab.click();
    await window.command('View: Move Editor into Previous Group');
    await page.locator('.tab').filter({ hasText: 'a.baml' }).click();
    await splitter.waitFor({ state: 'detached', timeout: 30_000 });
    await tab.click();
    await resized.waitFor({ timeout: 30_000 });
  });
});
