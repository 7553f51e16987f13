import assert from 'node:assert/strict';
import { pathsOf, suggestions } from '../../../client/src/expectations/suggest';
import { readExpectations } from '../../../protocol/expectations/syntax';
import type { OutlineRow } from '../../../protocol/functions';
import { openExample } from '../../examples/exampleRun';

describe('suggestions in expectations', () => {
  const outlineOf = (name: string): readonly OutlineRow[] => {
    const called = openExample('baml_src')
      .functions()
      .find((one) => one.name === name)!;
    return called.outline.map(({ source: _, ...row }) => row);
  };

  it('know every path of the return type', () => {
    assert.deepEqual(
      pathsOf(outlineOf('ExtractReceiptInfo')).map(({ path }) => path),
      [
        '$',
        'items',
        'items[*]',
        'items[*].name',
        'items[*].description',
        'items[*].quantity',
        'items[*].price',
        'total_cost',
      ],
    );
    assert.ok(pathsOf(outlineOf('WriteStatusMessages')).some(({ path }) => path === '[*].type'));
  });

  it('are what can stand there', () => {
    const at = (before: string) => suggestions(before, outlineOf('ExtractReceiptInfo')).map(({ text }) => text);
    assert.ok(at('').includes('no retractions') && at('').includes('items[*].name'));
    assert.ok(at('items ').includes('visible within 40 characters'));
    assert.ok(at('items before ').every((text) => !text.includes(' ')));
    assert.deepEqual(at('items visible within 40 characters '), ['of its start']);
    assert.deepEqual(at('# no'), []);
  });

  it('make lines that can be read', () => {
    const outline = outlineOf('ExtractReceiptInfo');
    const all = suggestions('', outline).flatMap(({ text, kind }) =>
      kind === 'words'
        ? [text]
        : suggestions(`${text} `, outline).map(
            (after) =>
              `${text} ${after.text}${after.text.endsWith('before ') ? 'items' : after.text.endsWith('is ') ? '1' : ''}`,
          ),
    );
    assert.ok(all.length > 20);
    assert.deepEqual(readExpectations(all.join('\n')).problems, []);
  });
});
