import assert from 'node:assert/strict';
import { asNeeded } from '../../webview/src/ui/lazily';
import type { Panel } from '../../webview/src/views/view';

describe('code that is loaded when it is needed', () => {
  const panel = (errors: string[] = []): Panel & { readonly painted: () => number } => {
    let painted = 0;
    return {
      dispatch: () => undefined,
      send: (message) => void (message.type === 'error' && errors.push(message.message)),
      repaint: () => void painted++,
      painted: () => painted,
    };
  };
  const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

  for (const wanted of [null, undefined, 0, 'run']) {
    it(`comes whatever it is wanted for: ${String(wanted)}`, async () => {
      const of = panel();
      const code = asNeeded(of, () => Promise.resolve('code'));
      assert.equal(code(wanted), null, 'not there yet');
      await turn();
      assert.equal(of.painted(), 1);
      assert.equal(code(wanted), 'code');
    });
  }

  it('is asked for again when something else is wanted of it, not before', async () => {
    const errors: string[] = [];
    let loads = 0;
    const code = asNeeded(panel(errors), () =>
      ++loads < 2 ? Promise.reject(new Error('offline')) : Promise.resolve('code'),
    );
    for (const wanted of [null, null, null]) {
      assert.equal(code(wanted), null);
      await turn();
    }
    assert.deepEqual([loads, errors], [1, ['offline']]);
    code(7);
    await turn();
    assert.deepEqual([loads, code(7)], [2, 'code']);
  });
});
