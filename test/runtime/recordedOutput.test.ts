import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json } from '../../server/src/ir/json';
import { recordedOutput } from '../../server/src/runtime/recordedOutput';

const source = { uri: 'file:///a.baml', start: 1, end: 4 };
const good = {
  returns: { kind: 'list', item: { kind: 'class', name: 'Item', attributes: { done: source } } },
  schema: {
    classes: {
      Item: {
        name: 'Item',
        attributes: { alias: 'item' },
        source,
        fields: [
          { name: 'kind', source, type: { kind: 'enum', name: 'Kind' } },
          {
            name: 'more',
            source,
            description: 'any',
            type: {
              kind: 'union',
              variants: [
                { kind: 'literal', value: 'x' },
                { kind: 'map', key: { kind: 'primitive', name: 'string' }, value: { kind: 'alias', name: 'Tree' } },
                { kind: 'tuple', items: [{ kind: 'media', name: 'image' }] },
              ],
            },
          },
        ],
      },
    },
    enums: { Kind: { name: 'Kind', attributes: {}, source, values: [{ name: 'A', source, skip: true }] } },
    aliases: { Tree: { name: 'Tree', source, type: { kind: 'list', item: { kind: 'alias', name: 'Tree' } } } },
  },
};

describe('the types kept in a recording', () => {
  it('are taken when they are types', () => {
    assert.deepEqual(recordedOutput(json(good)), good);
  });

  it('are refused when anything in them is something else', () => {
    // Every value of the tree in turn is replaced by one that fits nowhere.
    let replaced = 0;
    for (const path of paths(good)) {
      const broken = json(good);
      put(broken, path, { strange: true });
      // An attribute nobody knows and an `alias` by another name would be ignored; nothing else is.
      assert.equal(recordedOutput(broken), undefined, path.join('.'));
      replaced++;
    }
    assert.ok(replaced > 40);
  });

  it('may not name what is not there', () => {
    for (const name of ['Other', '__proto__', 'constructor']) {
      assert.equal(recordedOutput({ returns: { kind: 'class', name }, schema: json(good.schema) }), undefined);
    }
  });

  it('are refused, not followed, when they are nested without end', () => {
    let type: Json = { kind: 'primitive', name: 'string' };
    for (let depth = 0; depth < 50_000; depth++) type = { kind: 'list', item: type };
    assert.equal(recordedOutput({ returns: type, schema: { classes: {}, enums: {}, aliases: {} } }), undefined);
  });

  it('may be any JSON without anything being thrown', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => assert.equal(recordedOutput(value as Json), undefined)));
  });
});

/** A copy, as it would come out of a file. */
function json(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

function paths(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, item]) => paths(item, [...path, key]));
  // An empty map of attributes or names may hold anything, and a class by name is no map to replace.
  return path.length && !path.includes('attributes') ? [path, ...below] : below;
}

function put(target: unknown, path: readonly string[], value: unknown): void {
  const last = path.at(-1)!;
  const holder = path.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], target);
  (holder as Record<string, unknown>)[last] = value;
}
