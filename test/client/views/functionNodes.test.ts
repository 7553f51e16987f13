import assert from 'node:assert/strict';
import { functionNodes } from '../../../client/src/views/functionNodes';
import type { FunctionInfo } from '../../../protocol/functions';

const at = { uri: 'file:///a/baml_src/a.baml', line: 3, character: 9, endLine: 3, endCharacter: 13 };
const info = (name: string, project: string, more: Partial<FunctionInfo> = {}): FunctionInfo => ({
  name,
  project,
  at,
  parameters: [{ name: 'text', type: 'string' }],
  returns: 'Person[]',
  client: 'Fast',
  tests: [],
  problems: [],
  outline: [],
  ...more,
});
const A = 'file:///a/baml_src';

describe('the view of functions and tests', () => {
  it('shows functions with their tests, each of which can be run', () => {
    const test = { name: 'Ada', at, args: { text: 'x' } };
    const [node] = functionNodes([info('Describe', A, { tests: [test] })], String);
    assert.deepEqual([node!.kind, node!.label, node!.description], ['function', 'Describe', 'Person[]']);
    assert.equal(node!.tooltip, 'Describe(text: string) -> Person[]\nclient Fast');
    const [child] = node!.children;
    assert.deepEqual(
      [child!.kind, child!.function, child!.project, child!.uri, child!.test, child!.description],
      ['test', 'Describe', A, at.uri, 'Ada', 'text'],
    );
  });

  it('says which cannot be run, and why', () => {
    const [node] = functionNodes([info('Describe', A, { problems: [{ message: 'No type is named `X`.' }] })], String);
    assert.ok(node!.problem);
    assert.equal(node!.description, 'has problems');
    assert.match(node!.tooltip, /No type is named/);
  });

  it('groups by project when there are several', () => {
    const nodes = functionNodes([info('F', A), info('F', 'file:///b/baml_src'), info('G', A)], (uri) => uri.slice(8));
    assert.deepEqual(
      nodes.map(({ kind, label, description, children }) => [
        kind,
        label,
        description,
        children.map((one) => one.label),
      ]),
      [
        ['project', 'a/baml_src', '2 functions', ['F', 'G']],
        ['project', 'b/baml_src', '1 function', ['F']],
      ],
    );
    const ids = nodes.flatMap((node) => [node.id, ...node.children.map(({ id }) => id)]);
    assert.equal(new Set(ids).size, ids.length);
  });
});
