import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRecording, recordingFromEvents, writeRecording } from '../../protocol/recording';
import type { Chunk, Recording, RecordingHeader, RunEvent, RunEventBody } from '../../protocol/run';

const header: RecordingHeader = {
  format: 'bamlrun/1',
  function: 'ExtractReceipt',
  args: { text: 'milk 2.00' },
  test: 'Long',
  client: { name: 'Main', provider: 'openai', model: 'gpt-4o' },
  prompt: { messages: [{ role: 'user', text: 'Read: milk' }], hash: '00ff' },
  schema: { hash: 'aa11', ir: { returns: { kind: 'primitive', name: 'string' } } },
  startedAt: '2026-01-02T03:04:05.678Z',
  clock: { unit: 'ms', origin: 'request sent' },
  redactions: ['the values of OPENAI_API_KEY'],
};

const recording: Recording = {
  header,
  chunks: [
    { t: 400.25, batch: 0, text: '{"a' },
    { t: 400.25, batch: 0, text: '', reasoning: 'hm' },
    { t: 512, batch: 1, text: '":1}\n', usage: { inputTokens: 3, outputTokens: 1 } },
  ],
  end: { t: 530, headersAt: 120.5, end: { kind: 'completed', finishReason: 'stop' } },
};

describe('a recording as a file', () => {
  it('is one line of JSON for the header, each chunk and the end', () => {
    const lines = writeRecording(recording).split('\n');
    assert.equal(lines.length, 6);
    assert.deepEqual(lines.slice(1), [
      '{"t":400.25,"batch":0,"text":"{\\"a"}',
      '{"t":400.25,"batch":0,"text":"","reasoning":"hm"}',
      '{"t":512,"batch":1,"text":"\\":1}\\n","usage":{"inputTokens":3,"outputTokens":1}}',
      '{"t":530,"headersAt":120.5,"end":{"kind":"completed","finishReason":"stop"}}',
      '',
    ]);
  });

  it('comes back as it was written, however it ended', () => {
    const ends: Recording['end'][] = [
      recording.end,
      { t: 600, end: { kind: 'cancelled' } },
      {
        t: 600,
        end: {
          kind: 'failed',
          error: { kind: 'http', message: 'no', hint: 'h', status: 401, url: 'u', body: 'b' },
        },
      },
    ];
    for (const end of ends) {
      const kept = { ...recording, end };
      assert.deepEqual(readRecording(writeRecording(kept)), { recording: kept, problems: [] });
    }
  });

  it('comes back with any text and any times', () => {
    const chunk = fc.record({ text: fc.string({ unit: 'binary' }), gap: fc.double({ min: 0, max: 1e6, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(chunk), (pieces) => {
        let t = 0;
        const chunks = pieces.map(({ text, gap }, batch): Chunk => ({ t: (t += gap), batch, text }));
        const kept: Recording = { header, chunks, end: { t, end: { kind: 'cancelled' } } };
        assert.deepEqual(readRecording(writeRecording(kept)).recording, kept);
      }),
    );
  });

  it('may have Windows line ends and a byte order mark', () => {
    const text = '\uFEFF' + writeRecording(recording).replaceAll('\n', '\r\n');
    assert.deepEqual(readRecording(text), { recording, problems: [] });
  });
});

describe('a recording that is not as it should be', () => {
  const lines = writeRecording(recording).trimEnd().split('\n');
  const cases: [name: string, text: string, chunks: number | null, problem: RegExp, line: number][] = [
    ['is empty', '', null, /file is empty/, 1],
    ['is blank', '\n\n  \n', null, /file is empty/, 1],
    ['is something else', 'hello\nworld', null, /not JSON/, 1],
    ['is JSON of something else', '{"a":1}', null, /header with a `format`/, 1],
    ['is of another format', '{"format":"har","function":"F"}', null, /format is "har"/, 1],
    [
      'is of another version',
      '{"format":"bamlrun/2","function":"F"}',
      null,
      /another version.*"bamlrun\/1" can be read/,
      1,
    ],
    ['names no function', '{"format":"bamlrun/1"}', null, /does not name a function/, 1],
    ['lacks its end', lines.slice(0, 4).join('\n') + '\n', 3, /cut short/, 5],
    ['stops in a line', lines.slice(0, 3).join('\n') + '\n{"t":512,"ba', 2, /stops in the middle/, 4],
    ['has a line that is not JSON', withLine('%%%'), 3, /not JSON/, 3],
    ['has a chunk without time', withLine('{"batch":0,"text":"x"}'), 3, /no time/, 3],
    ['has a time that is text', withLine('{"t":"1","batch":0,"text":"x"}'), 3, /no time/, 3],
    ['has a negative time', withLine('{"t":-1,"batch":0,"text":"x"}'), 3, /no time/, 3],
    ['has a huge time', withLine('{"t":1e400,"batch":0,"text":"x"}'), 3, /no time/, 3],
    ['has a broken batch', withLine('{"t":401,"batch":0.5,"text":"x"}'), 3, /`batch`/, 3],
    ['has text that is none', withLine('{"t":401,"batch":0,"text":{}}'), 3, /`text`/, 3],
    ['has a list in place of a chunk', withLine('[1]'), 3, /no chunk/, 3],
    ['has null in place of a chunk', withLine('null'), 3, /no chunk/, 3],
    ['goes back in time', withLine('{"t":5,"batch":0,"text":"x"}'), 4, /400.25 is used instead/, 3],
    ['has an unknown end', withLine('{"t":401,"end":{"kind":"exploded"}}'), 3, /unknown way/, 3],
    ['goes on after the end', [...lines, '{"t":900,"batch":9,"text":"x"}'].join('\n') + '\n', 3, /after the end/, 6],
  ];
  for (const [name, text, chunks, problem, line] of cases) {
    it(name, () => {
      const read = readRecording(text);
      assert.equal(read.recording?.chunks.length ?? null, chunks);
      assert.match(read.problems[0]?.message ?? '', problem);
      assert.equal(read.problems[0]?.line, line);
    });
  }

  it('fills a thin header with the obvious', () => {
    const read = readRecording(
      '{"format":"bamlrun/1","function":"F","args":7,"client":[],"prompt":null,"redactions":[1,"a"]}\n',
    );
    assert.deepEqual(read.recording?.header, {
      format: 'bamlrun/1',
      function: 'F',
      args: {},
      client: { name: '', provider: '' },
      prompt: { messages: [], hash: '' },
      schema: { hash: '', ir: null },
      startedAt: '',
      clock: { unit: 'ms', origin: 'request sent' },
      redactions: ['a'],
    });
  });

  it('gives a failure without a reason one', () => {
    const text = withLine('{"t":402,"end":{"kind":"failed","error":{"kind":"magic","status":"x"}}}');
    const { recording: read } = readRecording(text);
    assert.deepEqual(read?.end, {
      t: 402,
      end: { kind: 'failed', error: { kind: 'internal', message: 'The run failed; the recording does not say why.' } },
    });
  });

  it('sums up when there are too many problems', () => {
    const { problems } = readRecording(lines[0] + '\n' + '?\n'.repeat(10_000));
    assert.equal(problems.length, 51);
    assert.match(problems.at(-1)?.message ?? '', /9951 more/);
  });

  it('is read without throwing, whatever it holds', () => {
    const anyLine = fc.oneof(fc.json(), fc.string(), fc.constantFrom(...lines), fc.constant('['.repeat(50_000)));
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), fc.boolean(), (some, headed) => {
        const read = readRecording([...(headed ? [lines[0]] : []), ...some].join('\n'));
        assert.ok(read.recording || read.problems.length);
        const times = read.recording?.chunks.map(({ t }) => t) ?? [];
        assert.deepEqual(
          times,
          [...times].sort((a, b) => a - b),
        );
      }),
      { numRuns: 200 },
    );
  });

  function withLine(line: string): string {
    return [...lines.slice(0, 2), line, ...lines.slice(2)].join('\n') + '\n';
  }
});

describe('the recording of a run', () => {
  const started: RunEventBody = {
    type: 'started',
    header,
    source: 'live',
    speed: 1,
    schemaFrom: 'project',
    types: 'schema',
  };
  const frames: RunEventBody = {
    type: 'frames',
    frames: recording.chunks.map((chunk) => ({ chunk, length: 0, value: [], fields: [] })),
  };
  const headers: RunEventBody = { type: 'headers', t: 120.5, status: 200 };

  it('is made of its header, its chunks and its outcome', () => {
    const finished: RunEventBody = {
      type: 'finished',
      t: 530,
      outcome: { kind: 'completed', value: { a: 1 }, finishReason: 'stop' },
      fields: [],
    };
    assert.deepEqual(recordingFromEvents(run(started, headers, frames, finished)), recording);
  });

  it('keeps how it was cancelled or failed, but no places', () => {
    const cancelled: RunEventBody = {
      type: 'finished',
      t: 9,
      outcome: { kind: 'cancelled', closedAfter: 2 },
      fields: [],
    };
    assert.deepEqual(recordingFromEvents(run(started, cancelled))?.end, { t: 9, end: { kind: 'cancelled' } });
    const error = { kind: 'connection', message: 'lost' } as const;
    const at = { uri: 'file:///home/ana/a.baml', line: 1, character: 2, endLine: 1, endCharacter: 5 };
    const outcome = { kind: 'failed', error: { ...error, at } } as const;
    const failed: RunEventBody = { type: 'finished', t: 9, outcome, fields: [] };
    assert.deepEqual(recordingFromEvents(run(started, headers, failed))?.end, {
      t: 9,
      headersAt: 120.5,
      end: { kind: 'failed', error },
    });
  });

  it('of a run that goes on has no end', () => {
    assert.deepEqual(recordingFromEvents(run(started, headers, frames)), { header, chunks: recording.chunks });
  });

  it('is null when nothing was sent', () => {
    const refused: RunEventBody = { type: 'finished', t: 0, outcome: { kind: 'refused', problems: [] }, fields: [] };
    assert.equal(recordingFromEvents(run(refused)), null);
    assert.equal(recordingFromEvents([]), null);
  });

  function run(...bodies: RunEventBody[]): RunEvent[] {
    return bodies.map((body, seq) => ({ run: 'r', seq, ...body }));
  }
});

describe('a recording with attempts', () => {
  const client = { name: 'A', provider: 'openai', model: 'm' };
  const error = { kind: 'http', message: 'The provider answered 500.', status: 500 } as const;
  const kept: Recording = {
    header,
    failedAttempts: [
      { attempt: { number: 1, t: 0, client }, chunks: [], failed: { t: 80, error, delayMs: 200 } },
      {
        attempt: { number: 2, t: 280, client, prompt: [{ role: 'user', text: 'Hi' }] },
        headersAt: 300,
        chunks: [{ t: 310, batch: 0, text: 'half' }],
        failed: { t: 400, error, delayMs: 0 },
      },
    ],
    attempt: { number: 3, t: 400, client: { name: 'B', provider: 'anthropic' } },
    chunks: [{ t: 500, batch: 0, text: 'whole' }],
    end: { t: 530, headersAt: 450, end: { kind: 'completed', finishReason: 'stop', warnings: ['odd'] } },
  };

  it('comes back as it was written: nothing of a failed attempt is in the answer', () => {
    assert.deepEqual(readRecording(writeRecording(kept)), { recording: kept, problems: [] });
  });

  it('is made from the events of its run, also when it ended between two attempts', () => {
    const [first, second] = kept.failedAttempts!;
    const frames = (chunks: readonly Chunk[]): RunEventBody => ({
      type: 'frames',
      frames: chunks.map((chunk) => ({ chunk, length: chunk.text.length, value: [], fields: [] })),
    });
    const bodies: RunEventBody[] = [
      { type: 'started', header, source: 'live', speed: 1, schemaFrom: 'project', types: 'schema' },
      { type: 'attempt', attempt: first!.attempt },
      { type: 'attemptFailed', failed: first!.failed },
      { type: 'attempt', attempt: second!.attempt },
      { type: 'headers', t: 300, status: 200 },
      frames(second!.chunks),
      { type: 'attemptFailed', failed: second!.failed },
      { type: 'attempt', attempt: kept.attempt! },
      { type: 'headers', t: 450, status: 200 },
      frames(kept.chunks),
      {
        type: 'finished',
        t: 530,
        outcome: { kind: 'completed', value: 'whole', finishReason: 'stop', warnings: ['odd'] },
        fields: [],
      },
    ];
    const events = bodies.map((body, seq): RunEvent => ({ ...body, run: 'r', seq }));
    assert.deepEqual(recordingFromEvents(events), kept);
    const between = recordingFromEvents(events.slice(0, 3));
    assert.deepEqual(between, { header, failedAttempts: [first], chunks: [] });
    assert.deepEqual(readRecording(writeRecording(between!)).recording, between);
  });

  it('is read as far as it makes sense', () => {
    const lines = [
      JSON.stringify(header),
      '{"t":0,"failed":{"error":{}},"delayMs":1}',
      '{"t":0,"attempt":{"number":0,"client":{}}}',
      '{"t":"x","attempt":{"number":1}}',
      '{"t":5,"attempt":{"number":1}}',
      '{"t":3,"batch":0,"text":"a"}',
      '{"t":9,"failed":7}',
      '{"t":9,"failed":{}}',
      '{"t":9,"end":{"kind":"cancelled"}}',
    ];
    const { recording, problems } = readRecording(lines.join('\n') + '\n');
    assert.deepEqual(
      problems.map(({ line, message }) => `${line} ${message.split(';')[0]}`),
      [
        '2 An attempt failed here that never began',
        '3 This attempt has no `number`, from 1',
        '4 This attempt has no time `t`, in milliseconds',
        '6 The time 3 lies before the one above',
        '7 This line does not say how an attempt failed',
      ],
    );
    assert.deepEqual(
      recording?.failedAttempts?.map(({ chunks }) => chunks),
      [[{ t: 5, batch: 0, text: 'a' }]],
    );
    assert.equal(
      recording?.failedAttempts?.[0]?.failed.error.message,
      'The run failed; the recording does not say why.',
    );
  });
});
