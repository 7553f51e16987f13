/** Functions, recordings and runs the harness can show. */
import { SIMULATIONS, type ClientChoice } from '../../protocol/clients';
import type { FunctionInfo } from '../../protocol/functions';
import type {
  FieldChange,
  Outcome,
  RunEvent,
  RunEventBody,
  RunFailure,
  SourceLocation,
  ValueChange,
} from '../../protocol/run';
import type { RecordingInfo, ToView } from '../../protocol/webview';
import { atom, list, object, simulate, text, type Node, type Pace, type Simulated } from './simulate';

const uri = 'file:///project/baml_src/receipt.baml';
const line = (n: number): SourceLocation => ({ uri, line: n - 1, character: 2, endLine: n - 1, endCharacter: 12 });

const item = (name: string, qty: number, price: number, category: string): Node =>
  object(
    'ReceiptItem',
    { name: text(name), qty: atom(qty, 'int'), price: atom(price), category: text(category) },
    { attributes: ['@@stream.done'], at: line(7) },
  );

const receipt = object(
  'ReceiptInfo',
  {
    merchant: text('Index Bookshop & Café, 14 Rue de la Harpe, Paris', { at: line(12) }),
    items: list(
      'ReceiptItem',
      [
        item('The Art of Doing Science', 1, 24.5, 'book'),
        item('Notebook, ruled, 240 pages, dotted cover', 2, 18.9, 'stationery'),
        item('Flat white, oat', 2, 4.2, 'coffee'),
      ],
      { at: line(13) },
    ),
    total: atom(70.7, 'float?', { at: line(14) }),
    note: text(
      'Stamped "PAID" in red ink; the loyalty number on the back is partly torn off and the second copy is missing. The clerk wrote the date by hand, and it does not match the printed one; the printed one is taken here. A tip of two euros was paid in cash.',
      {
        attributes: ['@stream.with_state'],
        at: line(15),
      },
    ),
  },
  { at: line(11) },
);

const pace: Pace = {
  headersAt: 96,
  firstAt: 412,
  gap: 14,
  charsPerChunk: 5,
  burst: { every: 9, chunks: 4 },
  stall: { afterChars: 396, ms: 620 },
  prefix: 'Here is the receipt:\n\n```json\n',
  suffix: '\n```',
};

export const CLIENTS: readonly ClientChoice[] = [
  { id: 'Fast', label: 'Fast', kind: 'project', project: 'file:///project' },
  { id: 'Careful', label: 'Careful', kind: 'project', project: 'file:///project' },
  ...SIMULATIONS.map(({ id, label }) => ({ id, label, kind: 'simulated' as const, project: null })),
];

export const FUNCTIONS: readonly FunctionInfo[] = [
  {
    name: 'ExtractReceipt',
    project: 'file:///project',
    at: line(20),
    parameters: [{ name: 'receipt', type: 'string' }],
    returns: 'ReceiptInfo',
    client: 'FastModel',
    tests: [
      {
        name: 'LongReceipt',
        at: line(30),
        args: { receipt: 'INDEX BOOKSHOP & CAFE\n1 x The Art of Doing Science 24.50\n…' },
      },
      { name: 'BlurryScan', at: line(38), args: { receipt: '1 N?TEB00K 18.9' } },
    ],
    problems: [],
    outline: [
      {
        depth: 0,
        name: 'ReceiptInfo',
        type: 'ReceiptInfo',
        attributes: [],
        promise: 'visible from the first “{”',
        at: line(11),
      },
      { depth: 1, name: 'merchant', type: 'string', attributes: [], promise: 'grows letter by letter', at: line(12) },
      {
        depth: 1,
        name: 'items',
        type: 'ReceiptItem[]',
        attributes: [],
        promise: '[] first, then one whole item at a time',
        at: line(13),
      },
      {
        depth: 2,
        name: '[n]',
        type: 'ReceiptItem',
        attributes: ['@@stream.done'],
        promise: 'held until its last member closes: category',
        at: line(7),
      },
      { depth: 1, name: 'total', type: 'float?', attributes: [], promise: 'null, then the whole number', at: line(14) },
      {
        depth: 1,
        name: 'note',
        type: 'string',
        attributes: ['@stream.with_state'],
        promise: 'wrapped in StreamState, grows letter by letter',
        at: line(15),
      },
    ],
  },
  {
    name: 'WriteResume',
    project: 'file:///project',
    at: line(44),
    parameters: [],
    returns: 'Resume',
    client: 'Missing',
    tests: [],
    problems: [{ message: 'There is no client named “Missing”.', at: line(45) }],
    outline: [{ depth: 0, name: 'Resume', type: 'Resume', attributes: [], promise: 'visible from the first “{”' }],
  },
];

export const RECORDINGS: readonly RecordingInfo[] = [
  {
    id: '1',
    function: 'ExtractReceipt',
    detail: 'FastModel, yesterday 17:42',
    outcome: 'completed',
    durationMs: 2310,
    origin: 'run',
  },
  {
    id: '2',
    function: 'ExtractReceipt',
    detail: 'FastModel, yesterday 17:40',
    outcome: 'cancelled',
    durationMs: 1580,
    origin: 'run',
  },
  {
    id: '3',
    function: 'ExtractReceipt',
    detail: 'BigModel, Monday',
    outcome: 'failed',
    durationMs: 3060,
    origin: 'run',
  },
  {
    id: '4',
    function: 'ExtractReceipt',
    detail: 'recordings/long.bamlrun',
    outcome: 'completed',
    durationMs: 2310,
    origin: 'project',
  },
];

const FAILURE: RunFailure = {
  kind: 'connection',
  message: 'The connection to api.example.com was lost in the middle of the answer.',
  hint: 'What had arrived is kept. Run again; if it keeps happening, look for a proxy that ends long responses.',
  url: 'https://api.example.com/v1/chat/completions',
  status: 200,
  body: 'data: {"choices":[{"delta":{"content":" Stam',
  at: { ...line(9), uri: 'file:///project/baml_src/clients.baml' },
};
const failure: Outcome = { kind: 'failed', error: FAILURE };

/** The run of a state of the harness; null for states without one. */
export function scenario(name: string): Simulated | null {
  const base = { function: 'ExtractReceipt', root: receipt, pace, at: line(20) };
  switch (name) {
    case 'live':
    case 'completed':
      return simulate(base);
    case 'cancelled':
      return simulate({
        ...base,
        pace: { ...pace, stall: { afterChars: 396, ms: 5_000 } },
        end: { at: 1_580, outcome: { kind: 'cancelled', closedAfter: 38 } },
      });
    case 'failed':
      return simulate({ ...base, end: { at: 2_100, outcome: failure } });
    case 'retried':
      return retried();
    case 'invalid':
      return invalid();
    case 'unfit':
      return unfit();
    case 'refused':
      return refused();
    case 'huge':
      return huge(600);
    case 'endless':
      return huge(2_000);
    default:
      return null;
  }
}

/** A row that the answer has no text for. */
const missing: FieldChange = {
  id: 1_000,
  decl: { parent: 0, key: 'paid', type: 'bool', attributes: [], at: line(16) },
  refused: 'the type requires it, and the answer has no text for it',
};

/** A final value that is refused, after values that were taken back on the way. */
function invalid(): Simulated {
  const whole = simulate({ function: 'ExtractReceipt', root: receipt, pace, outcome: refusal });
  const frames = whole.events.filter((event) => event.type === 'frames');
  const changed: ValueChange[] = [
    { op: 'set', path: ['merchant'], value: 'Index Bookshop' },
    { op: 'set', path: ['total'], value: null },
  ];
  const at = [frames[60]!.seq, frames.at(-4)!.seq];
  const events = whole.events.map((event) => {
    const i = at.indexOf(event.seq);
    if (event.type === 'finished') return { ...event, fields: [...event.fields, missing] };
    if (event.type !== 'frames' || i < 0) return event;
    const [first, ...rest] = event.frames;
    return { ...event, frames: [{ ...first!, value: [...first!.value, changed[i]!] }, ...rest] };
  });
  return { ...whole, events };
}

const refusal: Outcome = {
  kind: 'failed',
  finishReason: 'stop',
  usage: { inputTokens: 212, outputTokens: 241 },
  error: {
    kind: 'validation',
    message: 'The answer does not fit ReceiptInfo: the field “paid” is missing.',
    hint: 'Make the field optional, or ask for it in the prompt.',
  },
};

/** The same with an error as the official runtime writes it, for pages, and several values that are to blame. */
function unfit(): Simulated {
  const whole = invalid();
  const cause = (i: number): string =>
    `ParsingError { scope: ["items", "${i}"], reason: "Expected int @stream.done, got String(\\"rather old\\", Complete).", causes: [] }`;
  const causes = Array.from({ length: 160 }, (_, i) => cause(i)).join(', ');
  const reason = 'Failed while parsing required fields: missing=0, unparsed=2';
  const message = `The answer does not fit the return type: Failed to coerce value: ParsingError { scope: [], reason: "${reason}", causes: [${causes}] }`;
  const blamed: FieldChange[] = ['tax', 'tip', 'till', 'clerk'].map((key, i) => ({
    id: 1_001 + i,
    decl: { parent: 0, key, type: 'int', attributes: [], at: line(17 + i) },
    refused: 'the type wants int, the answer has "rather a lot of it, and more than was asked for"',
  }));
  const events = whole.events.map((event): RunEvent =>
    event.type === 'finished'
      ? {
          ...event,
          fields: [...event.fields, ...blamed],
          outcome: { kind: 'failed', finishReason: 'stop', error: { kind: 'validation', message } },
        }
      : event,
  );
  return { ...whole, events };
}

function refused(): Simulated {
  const problems = FUNCTIONS[1]!.problems;
  return {
    events: [{ run: 'refused', seq: 0, type: 'finished', t: 0, outcome: { kind: 'refused', problems }, fields: [] }],
    duration: 0,
  };
}

function huge(count: number): Simulated {
  const items = Array.from({ length: count }, (_, i) =>
    item(`Item number ${i} of the stock`, i % 7, i / 4, i % 2 ? 'book' : 'coffee'),
  );
  return simulate({
    function: 'ExtractReceipt',
    root: object('Stock', { items: list('ReceiptItem', items), note: text('The end of the stock list.') }),
    pace: { headersAt: 60, firstAt: 300, gap: 2, charsPerChunk: 14 },
  });
}

/** A first attempt that breaks off, and a second one that answers. */
function retried(): Simulated {
  const first = scenario('failed')!;
  const second = scenario('completed')!;
  const client = { name: 'Fast', provider: 'openai', model: 'gpt-4o-mini' };
  const last = first.events.at(-1)!;
  const t = last.type === 'finished' ? last.t : 0;
  const { at: _place, ...error } = FAILURE;
  const bodies: RunEventBody[] = [
    first.events[0]!,
    { type: 'attempt', attempt: { number: 1, t: 0, client } },
    ...first.events.slice(1, -1),
    { type: 'attemptFailed', failed: { t, error, delayMs: 300 } },
    { type: 'attempt', attempt: { number: 2, t: t + 300, client: { name: 'Careful', provider: 'anthropic' } } },
    ...second.events.slice(1).map((event) => later(event, t + 300)),
  ];
  return { ...second, events: bodies.map((body, seq) => ({ ...body, run: first.events[0]!.run, seq })) };
}

function later(event: RunEventBody, ms: number): RunEventBody {
  switch (event.type) {
    case 'headers':
    case 'finished':
      return { ...event, t: event.t + ms };
    case 'frames':
      return {
        ...event,
        frames: event.frames.map((frame) => ({ ...frame, chunk: { ...frame.chunk, t: frame.chunk.t + ms } })),
      };
    default:
      return event;
  }
}

/** The completed run with other times. */
export function retimed(factor: number, run = 'a'): readonly RunEvent[] {
  return scenario('completed')!.events.map((event): RunEvent => {
    if (event.type === 'frames') {
      const frames = event.frames.map((frame) => ({ ...frame, chunk: { ...frame.chunk, t: frame.chunk.t * factor } }));
      return { ...event, run, frames };
    }
    if (event.type === 'headers' || event.type === 'finished') return { ...event, run, t: event.t * factor };
    return { ...event, run };
  });
}

/** A run to compare with. */
export const BASELINE: ToView = {
  type: 'baseline',
  baseline: { label: 'FastModel · before the edit', events: retimed(1.3) },
  open: true,
};

/** Runs beside each other: some over, one in the middle, one that waits. */
export function manyRuns(): ToView {
  const lane = (run: string, label: string, factor: number, share = 1) => ({
    run,
    label,
    events: retimed(factor, run).filter((_, i, all) => i < all.length * share),
  });
  const lanes = [
    ...[1, 1.1, 1.2, 0.9, 1.05].map((factor, i) => lane(`a${i}`, 'FastModel', factor)),
    ...[0.8, 0.7].map((factor, i) => lane(`b${i}`, 'Careful', factor)),
    lane('b2', 'Careful', 0.75, 0.5),
    lane('b3', 'Careful', 1, 0),
  ];
  return { type: 'many', many: { id: 'm', function: 'ExtractReceipt', lanes } };
}
