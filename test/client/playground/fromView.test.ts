import assert from 'node:assert/strict';
import type { FromView } from '../../../protocol/webview';
import { isFromView } from '../../../client/src/playground/fromView';

describe('a message of the view', () => {
  const selection = { function: 'F', project: 'file:///baml_src', test: null, args: null, client: null };
  const at = { uri: 'file:///a.baml', line: 0, character: 0, endLine: 0, endCharacter: 1 };
  const known: readonly FromView[] = [
    { type: 'ready' },
    { type: 'select', selection },
    { type: 'run', selection, args: { a: [1, null] } },
    { type: 'cancel' },
    { type: 'replay', recording: null, speed: 0 },
    { type: 'replay', recording: 'run:a', speed: 16 },
    { type: 'saveRecording' },
    { type: 'openRecording' },
    { type: 'reveal', at },
    { type: 'error', message: 'm' },
  ];
  for (const message of known) {
    it(`is known: ${JSON.stringify(message)}`, () => assert.ok(isFromView(message)));
  }

  const unknown: readonly unknown[] = [
    undefined,
    null,
    'ready',
    [],
    {},
    { type: 'constructor' },
    { type: 'toString' },
    { type: 'run', selection },
    { type: 'run', selection: { ...selection, project: 1 }, args: {} },
    { type: 'select', selection: { ...selection, args: {} } },
    { type: 'replay', recording: 'run:a', speed: -1 },
    { type: 'replay', recording: 3, speed: 1 },
    { type: 'reveal', at: { ...at, line: '0' } },
    { type: 'error' },
  ];
  for (const message of unknown) {
    it(`is none: ${JSON.stringify(message)}`, () => assert.ok(!isFromView(message)));
  }
});
