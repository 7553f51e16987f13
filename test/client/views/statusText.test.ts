import assert from 'node:assert/strict';
import { statusText } from '../../../client/src/views/statusText';
import type { FunctionInfo } from '../../../protocol/functions';

const info = (project: string, client: string, problems: number): FunctionInfo => ({
  name: 'F',
  project,
  at: { uri: `${project}/a.baml`, line: 0, character: 0, endLine: 0, endCharacter: 1 },
  parameters: [],
  returns: 'string',
  client,
  tests: [],
  problems: Array.from({ length: problems }, () => ({ message: 'x' })),
  outline: [],
});
const shorten = (uri: string) => uri.replace('file:///work/', '');
const A = 'file:///work/a/baml_src';

describe('the language status', () => {
  it('tells the project of the file, its functions and their client', () => {
    const functions = [info(A, 'Fast', 0), info(A, 'Fast', 0), info('file:///work/b/baml_src', 'Slow', 1)];
    assert.deepEqual(statusText(functions, `${A}/x.baml`, shorten), {
      text: 'a/baml_src: 2 functions',
      detail: 'all can be run, client Fast',
      isDown: false,
    });
  });

  it('tells how many cannot be run, and of how many clients', () => {
    const { detail } = statusText([info(A, 'Fast', 2), info(A, 'Slow', 0)], `${A}/x.baml`, shorten);
    assert.equal(detail, '1 cannot be run, 2 clients');
  });

  it('takes no folder for a project whose name only begins like it', () => {
    assert.equal(statusText([info(A, 'Fast', 0)], `${A}2/x.baml`, shorten).text, 'no function');
  });

  it('says when the server does not answer', () => {
    assert.ok(statusText(null, `${A}/x.baml`, shorten).isDown);
  });
});
