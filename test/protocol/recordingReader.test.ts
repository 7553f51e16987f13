import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRecording, recordingFromEvents, writeRecording } from '../../protocol/recording';
import { glance, RecordingReader } from '../../protocol/recordingReader';
import { eventsOf } from '../webview/support';

const text = writeRecording(recordingFromEvents(eventsOf('retried'))!);

describe('a recording that comes in pieces', () => {
  it('is the same however it is cut, broken lines included', () => {
    const lines = text.split('\n');
    const broken = ['\uFEFF' + lines[0]!, '{"t": 1', '', ...lines.slice(1, -2), '{"t":3,"batch":0,"te'].join('\n');
    for (const whole of [text, broken, '', '\n\n', 'no recording', '{"format":"bamlrun/9"}\n{}\n']) {
      const wanted = readRecording(whole);
      fc.assert(
        fc.property(fc.array(fc.nat({ max: whole.length }), { maxLength: 12 }), (cuts) => {
          const reader = new RecordingReader();
          const at = [0, ...cuts.sort((a, b) => a - b), whole.length];
          for (let i = 1; i < at.length; i++) reader.push(whole.slice(at[i - 1], at[i]));
          assert.deepEqual(reader.end(), wanted);
        }),
        { numRuns: 40 },
      );
    }
  });
  it('stops taking what can be no recording', () => {
    const reader = new RecordingReader();
    reader.push('<html>\n');
    assert.ok(reader.isHopeless);
    reader.push(text);
    const { recording, problems } = reader.end();
    assert.equal(recording, null);
    assert.deepEqual(problems, [{ line: 1, message: 'This is not a recording: its first line is not JSON.' }]);
  });
  it('says why the rest was not read', () => {
    const reader = new RecordingReader();
    reader.push(text.slice(0, text.length / 2));
    const { recording, problems } = reader.end('The file is too large.');
    assert.ok(recording!.failedAttempts!.length > 0);
    assert.equal(problems.at(-1)!.message, 'The file is too large.');
  });
});

describe('a recording at a glance', () => {
  it('is told by its first line and its end', () => {
    const seen = glance(text.slice(0, 4_000), text.slice(-300));
    assert.ok(typeof seen !== 'string');
    const { recording } = readRecording(text);
    assert.deepEqual(seen, { header: recording!.header, outcome: 'completed', durationMs: recording!.end!.t });
  });
  it('was cut short when it does not say how it ended', () => {
    const cut = text.split('\n').slice(0, -2).join('\n');
    const seen = glance(cut, cut.slice(-300));
    assert.ok(typeof seen !== 'string' && seen.outcome === 'cut' && seen.durationMs > 0);
  });
  it('is none, and says why', () => {
    assert.equal(glance('', ''), 'The file is empty.');
    assert.equal(glance('x', 'x'), 'Its first line is not JSON.');
    assert.match(String(glance('{"format":"bamlrun/2"}', '')), /another version of BAML Live/);
  });
});
