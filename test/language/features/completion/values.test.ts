import assert from 'node:assert/strict';
import type { Shape } from '../../../../server/src/language/features/completion/shape';
import { BOOL, TEXT, words } from '../../../../server/src/language/features/completion/shape';
import { keyItems, valueItems } from '../../../../server/src/language/features/completion/values';

const bare = { quoted: false, typed: '', beside: new Set<string>() };

describe('keys and values', () => {
  const map: Shape = {
    kind: 'map',
    entries: () => [
      { name: 'a', shape: TEXT },
      { name: 'b', shape: BOOL, required: true },
      { name: 'c', shape: TEXT },
    ],
  };

  it('offers the keys that are missing', () => {
    const labels = keyItems([map], new Set(['c']), false).map(({ label }) => label);
    assert.deepEqual(labels, ['a', 'b']);
  });

  it('writes a key with its value, between quotes only itself', () => {
    assert.equal(keyItems([map], new Set(), false)[1]!.snippet, 'b ${1|true,false|}');
    assert.equal(keyItems([map], new Set(), true)[1]!.snippet, undefined);
  });

  it('writes the quotes of a word unless they are typed', () => {
    const shape = words(['x'], 'value', true);
    assert.equal(valueItems([shape], bare)[0]!.insert, '"x"');
    assert.equal(valueItems([shape], { ...bare, quoted: true })[0]!.insert, undefined);
  });

  it('offers no item of a list twice', () => {
    assert.deepEqual(valueItems([words(['x'])], { ...bare, beside: new Set(['x']) }), []);
  });
});
