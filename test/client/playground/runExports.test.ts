import assert from 'node:assert/strict';
import { exportedText, exportName, textOfRun } from '../../../client/src/playground/runExports';
import { EXPORT_FORMATS } from '../../../protocol/records';
import { readRecording } from '../../../protocol/recording';
import { eventsOf } from '../../webview/support';

const ports = (redact: readonly string[] = []) => ({
  redact,
  assets: () => Promise.resolve({ script: '', style: '', font: '' }),
  newNonce: () => 'n',
});

describe('exports', () => {
  const events = eventsOf('completed').map((event) =>
    event.type === 'started'
      ? { ...event, header: { ...event.header, args: { receipt: 'MY PRIVATE RECEIPT' } } }
      : event,
  );
  it('hold no redacted argument in any form', async () => {
    for (const format of EXPORT_FORMATS) {
      const text = await exportedText(format, events, ports(['receipt']));
      assert.ok(text.length > 100, format);
      assert.doesNotMatch(text, /MY PRIVATE RECEIPT/, format);
      assert.doesNotMatch(text, /file:\/\//, `${format} names no folder`);
    }
  });
  it('say what to do when there is nothing', async () => {
    await assert.rejects(exportedText('csv', [], ports()), /nothing to export yet\. Run a function/);
    await assert.rejects(exportedText('html', eventsOf('refused'), ports()), /nothing to export yet/);
    assert.match(textOfRun([]), /^Nothing was run yet/);
  });
  it('give a recording that can be read back', async () => {
    const { recording, problems } = readRecording(await exportedText('recording', events, ports()));
    assert.deepEqual(problems, []);
    assert.equal(recording?.header.function, 'ExtractReceipt');
  });
  it('are named after the function and when it ran', () => {
    assert.equal(exportName('trace', events), 'ExtractReceipt-20260101T000000.trace.json');
    assert.equal(exportName('html', []), 'run.html');
  });
});
