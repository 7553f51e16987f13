/** The explanation of a hold in the real panel: the cause first, then what can be tried, what that would change, and the edit. */
import assert from 'node:assert/strict';
import { readingOf } from '../../protocol/reading';
import type { RunEvent } from '../../protocol/run';
import { EMPTY, foldAll } from '../../protocol/timeline';
import type { FromView, ToView } from '../../protocol/webview';
import type {} from '../../webview/dev/dev';
import { answerRun, returning } from '../support/answerRun';
import { browserPanel } from './browserPanel';

const TYPES =
  'class Item {\n  name string\n  kind string\n  @@stream.done\n}\nclass Order {\n  items Item[]\n  note string\n}';
const TEXT = '{"items": [{"name": "Field notes, ruled", "kind": "stationery"}], "note": "paid"}';

describe('the explanation of a hold in a browser', function () {
  this.timeout(120_000);
  const panel = browserPanel();
  const answer = (types: string) => answerRun({ baml: returning('Order', types), text: TEXT }, 'held');
  type Sent<T extends FromView['type']> = Extract<FromView, { type: T }>;
  async function sent<T extends FromView['type']>(type: T): Promise<readonly Sent<T>[]> {
    const all = await panel.page.evaluate(() => window.harness.sent);
    return all.filter((message): message is Sent<T> => message.type === type);
  }
  const post = async (message: ToView): Promise<void> => {
    await panel.page.evaluate((text) => window.harness.post(JSON.parse(text) as ToView), JSON.stringify(message));
    await panel.painted();
  };

  it('says the cause, offers tries, tells what they would change, and edits what was tried', async () => {
    await panel.open('state=idle');
    const { page } = panel;
    const events = await answer(TYPES);
    await page.evaluate((all) => window.harness.play(JSON.parse(all) as RunEvent[], 0), JSON.stringify(events));
    const row = page.locator('.row.field', { hasText: /^\[0\]/ });
    await row.locator('.name').click();
    await panel.press('Enter');
    const why = page.getByRole('dialog', { name: 'Why it was held' });
    await why.waitFor();
    const lines = (await why.innerText()).split('\n').filter((line) => line.trim() !== '');
    assert.match(lines[0]!, /^items\[0\] was held 130 ms \/ \d+ chars$/);
    assert.equal(
      lines[1],
      '@@stream.done on class Item shows the object to your code only when all of its text has arrived.',
    );
    assert.match(lines[2]!, /^Its name was complete at .*; the last member, kind, at .*\.$/);
    assert.deepEqual(await why.getByRole('button').allInnerTexts(), [
      'Try without it',
      'Try it on kind only',
      'Remove it from main.baml',
      'Go to main.baml:1',
      'Copy explanation',
      'Pin as first usable',
      'Copy path',
      '',
    ]);
    assert.equal(await why.locator('.details-result').isVisible(), false);

    const first = why.getByRole('button', { name: 'Try without it' });
    await first.click();
    const [tried] = await sent('tryWithout');
    const { at, name } = tried!;
    assert.equal(name, '@@stream.done');
    const other = readingOf(foldAll(EMPTY, await answer(TYPES.replace('\n  @@stream.done', ''))));
    await post({ type: 'whatIf', run: 'held', what: { kind: 'without', at, name }, reading: other });
    const result = why.getByRole('status');
    assert.match(await result.innerText(), /^Without it, it would be visible from \d+ ms, 130 ms earlier\.$/);
    assert.ok(await first.evaluate((button) => button === document.activeElement), 'the focus stays');

    await why.getByRole('button', { name: 'Try it on kind only' }).click();
    const only = (await sent('tryWithout')).at(-1)!.only!;
    assert.equal(only.name, 'kind');
    await post({ type: 'whatIf', run: 'held', what: { kind: 'without', at, name, only }, reading: other });
    assert.match(await result.innerText(), /^With it on kind only, it would be visible from /);
    await why.getByRole('button', { name: 'Move it to kind' }).click();
    assert.deepEqual(await sent('removeAttribute'), [{ type: 'removeAttribute', at, name, only }]);
    await panel.painted();
    assert.deepEqual(
      await why.locator('.details-actions').getByRole('button').allInnerTexts(),
      ['Try without it', 'Try it on kind only', 'Remove it from main.baml'],
      'nothing is tried any more',
    );
  });
});
