/**
 * Makes the events of a run from a value and its stream attributes, for the harness and the tests: a few rules of the
 * real engine (held classes, whole numbers, growing strings), enough to draw everything the panel can draw.
 */
import type {
  FieldChange,
  Frame,
  Hold,
  Json,
  Outcome,
  Path,
  RunEvent,
  RunEventBody,
  SourceLocation,
  ValueChange,
} from '../../protocol/run';

/** A value with what its type says. Written with `text`, `atom`, `list` and `object`. */
export interface Node {
  readonly kind: 'text' | 'atom' | 'list' | 'object';
  readonly type: string;
  readonly value?: Json;
  readonly children?: readonly (readonly [string | number, Node])[];
  readonly attributes?: readonly string[];
  readonly at?: SourceLocation;
}

export const text = (value: string, rest: Partial<Node> = {}): Node => ({
  kind: 'text',
  type: 'string',
  value,
  ...rest,
});
export const atom = (value: number | boolean | null, type = 'float', rest: Partial<Node> = {}): Node => ({
  kind: 'atom',
  type,
  value,
  ...rest,
});
export const list = (type: string, items: readonly Node[], rest: Partial<Node> = {}): Node => ({
  kind: 'list',
  type: `${type}[]`,
  children: items.map((item, i) => [i, item] as const),
  ...rest,
});
export const object = (type: string, members: Readonly<Record<string, Node>>, rest: Partial<Node> = {}): Node => ({
  kind: 'object',
  type,
  children: Object.entries(members),
  ...rest,
});

/** How the text arrives. Times in milliseconds. */
export interface Pace {
  readonly headersAt: number;
  readonly firstAt: number;
  readonly gap: number;
  readonly charsPerChunk: number;
  /** Every n-th read brings this many chunks. */
  readonly burst?: { readonly every: number; readonly chunks: number };
  /** A silence after this many characters. */
  readonly stall?: { readonly afterChars: number; readonly ms: number };
  readonly prefix?: string;
  readonly suffix?: string;
}

export interface Simulated {
  readonly events: readonly RunEvent[];
  readonly duration: number;
}

interface Placed {
  readonly id: number;
  readonly node: Node;
  readonly path: Path;
  readonly parent: Placed | null;
  readonly key: string | number | null;
  readonly start: number;
  end: number;
  /** The outermost value that withholds this one until its own end. */
  holder: Placed | null;
  begun: boolean;
  shown: number;
  done: boolean;
}

/** The answer as pretty JSON, with the place of every node. */
function place(root: Node, prefix: string): { text: string; placed: Placed[] } {
  let out = prefix;
  const placed: Placed[] = [];
  const write = (node: Node, path: Path, key: string | number | null, parent: Placed | null, indent: string): void => {
    const holds = (node.attributes ?? []).some((a) => a.includes('stream.done'));
    const outer = parent?.holder ?? null;
    const mine: Placed = {
      id: placed.length,
      node,
      path,
      parent,
      key,
      start: out.length,
      end: 0,
      holder: outer,
      begun: false,
      shown: 0,
      done: false,
    };
    if (holds) mine.holder ??= mine;
    placed.push(mine);
    if (node.children) {
      const [open, close] = node.kind === 'list' ? ['[', ']'] : ['{', '}'];
      out += open;
      node.children.forEach(([name, child], i) => {
        out += `${i ? ',' : ''}\n${indent}  ${typeof name === 'string' ? `${JSON.stringify(name)}: ` : ''}`;
        write(child, [...path, ...(withState(node) ? ['value'] : []), name], name, mine, `${indent}  `);
      });
      out += `\n${indent}${close}`;
    } else {
      out += JSON.stringify(node.value);
    }
    mine.end = out.length;
  };
  write(root, [], null, null, '');
  return { text: out, placed };
}

const withState = (node: Node): boolean => (node.attributes ?? []).some((a) => a.endsWith('with_state'));

/** What code sees of a node before any of its own text. */
function empty(node: Node): Json {
  if (withState(node)) return { value: null, state: 'Pending' };
  return node.kind === 'list' ? [] : null;
}

function whole(node: Node): Json {
  if (!node.children) return node.value ?? null;
  if (node.kind === 'list') return node.children.map(([, child]) => whole(child));
  return Object.fromEntries(node.children.map(([key, child]) => [key, whole(child)]));
}

export interface RunOf {
  readonly run?: string;
  readonly function: string;
  readonly root: Node;
  readonly pace: Pace;
  /** Stops after this many milliseconds with this outcome; else the run completes. */
  readonly end?: { readonly at: number; readonly outcome: Outcome };
  /** The outcome when all text has arrived. */
  readonly outcome?: Outcome;
  readonly source?: 'live' | 'replay' | 'simulated';
  readonly speed?: number;
  readonly at?: SourceLocation;
}

export function simulate(options: RunOf): Simulated {
  const { pace } = options;
  const prefix = pace.prefix ?? '';
  const { text: json, placed } = place(options.root, prefix);
  const answer = json + (pace.suffix ?? '');
  const run = options.run ?? 'run-1';
  const bodies: RunEventBody[] = [started(options)];
  bodies.push({ type: 'headers', t: pace.headersAt, status: 200 });

  let t = pace.firstAt;
  let batch = 0;
  let sent = 0;
  let firstOpen = 0;
  const random = seeded(7);
  let last = pace.headersAt;
  let { stall } = pace;
  const end = options.end?.at ?? Infinity;
  while (sent < answer.length && t <= end) {
    batch++;
    const many = pace.burst && batch % pace.burst.every === 0 ? pace.burst.chunks : 1;
    const frames: Frame[] = [];
    for (let i = 0; i < many && sent < answer.length; i++) {
      const size = Math.max(1, Math.round(pace.charsPerChunk * (0.4 + 1.4 * random())));
      const chunk = answer.slice(sent, sent + size);
      const before = sent;
      sent += chunk.length;
      while (firstOpen < placed.length && placed[firstOpen]!.done) firstOpen++;
      const { value, fields } = changes(placed, firstOpen, sent);
      const refused = prefix.length > 0 && placed[0]!.start >= sent ? 'no JSON value has begun' : null;
      const refusal = before === 0 ? refused : refused === null && before <= placed[0]!.start ? null : undefined;
      frames.push({
        chunk: { t, batch, text: chunk },
        length: sent,
        value,
        fields,
        ...(refusal === undefined ? {} : { refusal }),
      });
    }
    bodies.push({ type: 'frames', frames });
    last = t;
    const silent = stall && sent >= stall.afterChars ? stall.ms : undefined;
    t = Math.round((t + (silent ?? pace.gap * (0.35 + 1.3 * random()))) * 1000) / 1000;
    if (silent !== undefined) stall = undefined;
  }
  const cut = options.end && sent < answer.length;
  const at = cut ? end : last + 4;
  const outcome = cut
    ? options.end!.outcome
    : (options.outcome ?? { kind: 'completed', value: whole(options.root), finishReason: 'stop' });
  bodies.push({ type: 'finished', t: at, outcome, fields: [] });
  return { events: bodies.map((body, seq) => ({ run, seq, ...body })), duration: at };
}

function changes(
  placed: readonly Placed[],
  from: number,
  now: number,
): { value: ValueChange[]; fields: FieldChange[] } {
  const value: ValueChange[] = [];
  const fields: FieldChange[] = [];
  for (let i = from; i < placed.length; i++) {
    const at = placed[i]!;
    if (at.start >= now) break;
    if (!at.done) step(at, now, value, fields);
  }
  // Values close from the inside out, and what a closing value releases comes with it.
  for (let i = placed.length - 1; i >= from; i--) {
    const at = placed[i]!;
    if (at.begun && !at.done && at.end <= now && (at.node.kind !== 'atom' || at.end < now))
      close(at, placed, value, fields);
  }
  return { value, fields };
}

function step(at: Placed, now: number, value: ValueChange[], fields: FieldChange[]): void {
  const { node, holder } = at;
  const first = !at.begun;
  const field: { -readonly [K in keyof FieldChange]: FieldChange[K] } = { id: at.id };
  if (first) {
    at.begun = true;
    field.decl = {
      parent: at.parent?.id ?? null,
      key: at.key,
      type: node.type,
      attributes: node.attributes ?? [],
      at: node.at,
    };
    field.start = at.start;
    field.state = 'incomplete';
    const hold = holdOf(at);
    if (hold) field.hold = hold;
  }
  if (!holder && node.kind !== 'atom') {
    if (first) {
      field.visible = true;
      const fresh: Json =
        node.kind === 'list'
          ? []
          : node.kind === 'object'
            ? Object.fromEntries(node.children!.map(([k, c]) => [k, empty(c)]))
            : '';
      const set = withState(node) ? { value: fresh, state: 'Incomplete' } : fresh;
      value.push(setOrPush(at, set));
    }
    if (node.kind === 'text') {
      const grown = Math.min(String(node.value).length, Math.max(0, now - at.start - 1));
      if (grown > at.shown) {
        value.push({
          op: 'append',
          path: withState(node) ? [...at.path, 'value'] : at.path,
          text: String(node.value).slice(at.shown, grown),
        });
        at.shown = grown;
      }
    }
  }
  if (Object.keys(field).length > 1) fields.push(field);
}

function close(at: Placed, placed: readonly Placed[], value: ValueChange[], fields: FieldChange[]): void {
  at.done = true;
  const field: { -readonly [K in keyof FieldChange]: FieldChange[K] } = { id: at.id, end: at.end, state: 'complete' };
  fields.push(field);
  if (at.holder === at) {
    value.push(setOrPush(at, whole(at.node)));
    field.visible = true;
    field.hold = null;
    for (let i = at.id + 1; i < placed.length && placed[i]!.start < at.end; i++)
      fields.push({ id: i, visible: true, hold: null });
  } else if (!at.holder && at.node.kind === 'atom') {
    value.push(setOrPush(at, at.node.value ?? null));
    field.visible = true;
    field.hold = null;
  } else if (!at.holder && withState(at.node)) {
    value.push({ op: 'set', path: [...at.path, 'state'], value: 'Complete' });
  }
}

function setOrPush(at: Placed, json: Json): ValueChange {
  return typeof at.key === 'number'
    ? { op: 'push', path: at.path.slice(0, -1), value: json }
    : { op: 'set', path: at.path, value: json };
}

function holdOf(at: Placed): Hold | null {
  if (at.holder === at) {
    const lastMember = at.node.children?.at(-1)?.[0];
    return {
      cause: at.node.attributes!.some((a) => a.startsWith('@@')) ? 'block-done' : 'done',
      on: at.node.attributes!.some((a) => a.startsWith('@@')) ? `class ${at.node.type}` : `field ${String(at.key)}`,
      ...(lastMember === undefined ? {} : { waitsFor: String(lastMember) }),
      at: at.node.at,
    };
  }
  if (at.holder) return { cause: 'parent' };
  return at.node.kind === 'atom' ? { cause: 'atomic', at: at.node.at } : null;
}

function started(options: RunOf): RunEventBody {
  return {
    type: 'started',
    source: options.source ?? 'live',
    speed: options.speed ?? 1,
    schemaFrom: 'project',
    types: 'schema',
    at: options.at,
    header: {
      format: 'bamlrun/1',
      function: options.function,
      args: {},
      client: { name: 'FastModel', provider: 'openai', model: 'fast-model' },
      prompt: {
        messages: [
          {
            role: 'system',
            text: 'Extract the receipt.\n\nAnswer in JSON using this schema:\n{\n  merchant: string,\n}',
          },
          { role: 'user', text: 'INDEX BOOKSHOP & CAFE' },
        ],
        hash: 'p0',
      },
      schema: { hash: 's0', ir: null },
      startedAt: '2026-01-01T00:00:00.000Z',
      clock: { unit: 'ms', origin: 'request sent' },
      redactions: [],
    },
  };
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
