/**
 * A run in the Trace Event Format that Chrome and Perfetto open: phases, arrivals and, for each field, when its text came,
 * when it was held and when it was visible.
 */
import type { Json } from '../run';
import { lastTime, type Timeline } from '../timeline';
import { brief, holdReason, plain } from '../words';
import { fieldFacts, pathText, placeText, type FieldFacts } from './fieldFacts';
import { phasesOf } from './runReport';
import { metrics } from '../metrics';

type Event = { readonly [key: string]: Json };

const PROCESS = 1;
const PHASES = 1;
const ARRIVALS = 2;
const FIRST_FIELD = 10;

/** JSON text. Times are microseconds since the request was sent; slices of one thread never overlap. */
export function chromeTrace(timeline: Timeline, now = lastTime(timeline)): string {
  const header = timeline.started?.header;
  const edge = timeline.finished?.t ?? now;
  const events: Event[] = [
    named('process_name', PHASES, `${header?.function ?? 'run'} (BAML Live)`),
    named('thread_name', PHASES, 'phases'),
    named('thread_name', ARRIVALS, 'arrivals'),
  ];
  for (const { name, from, to, note } of phasesOf(timeline, now)) {
    // The tail lies within the content: as an inner slice it is told later.
    events.push(slice(PHASES, name, from, to, { what: note }));
  }
  for (let i = 0; i < timeline.reads.length; i++) {
    const { t, first } = timeline.reads.items[i]!;
    const end = i + 1 < timeline.reads.length ? timeline.reads.items[i + 1]!.first : timeline.frames.length;
    const length = timeline.frames.items[end - 1]?.frame.length ?? 0;
    events.push(counter('characters', t, length));
    events.push(instant(ARRIVALS, end - first > 1 ? `${end - first} chunks` : 'chunk', t, { characters: length }));
  }
  for (const { from, to } of metrics(timeline, now).stalls) events.push(slice(ARRIVALS, 'stall', from, to, {}));
  fieldFacts(timeline, now).forEach((field, i) => events.push(...fieldEvents(field, FIRST_FIELD + 2 * i, edge)));
  return JSON.stringify({
    traceEvents: events,
    displayTimeUnit: 'ms',
    otherData: {
      function: header?.function ?? null,
      client: header?.client.name ?? null,
      model: header?.client.model ?? null,
      startedAt: header?.startedAt ?? null,
      outcome: timeline.finished?.outcome.kind ?? null,
    },
  });
}

/** Two threads: the text as it arrived, and the value as code saw it. */
function fieldEvents(field: FieldFacts, thread: number, edge: number): Event[] {
  const name = pathText(field);
  const facts: Event = {
    type: field.type,
    state: field.state,
    ...(field.attributes.length ? { attributes: field.attributes.join(' ') } : {}),
    ...(field.at ? { declared: placeText(field.at) } : {}),
  };
  const events: Event[] = [];
  if (field.firstText) {
    events.push(named('thread_name', thread, `${name} · text`));
    events.push(slice(thread, name, field.firstText.t, field.lastText?.t ?? edge, facts));
  }
  const value = thread + 1;
  const visible = field.firstVisible;
  const { holds, retractions } = field;
  if (!visible && holds.length === 0) return events;
  events.push(named('thread_name', value, `${name} · value`));
  for (const { hold, from, to, chars, at } of holds) {
    const why: Event = { chars, ...(at ? { at: placeText(at) } : {}) };
    // A hold that began while an earlier value was visible lies within it.
    events.push(slice(value, `held: ${plain(holdReason(hold))}`, from.t, to?.t ?? edge, why));
  }
  if (visible) {
    const end = Math.max(visible.t, field.complete?.t ?? edge);
    const within = holds.filter(({ from, to }) => from.t < end && (to?.t ?? edge) > visible.t);
    // Slices of a thread must nest: what would cross a hold is told as a moment.
    if (within.length === 0) events.push(slice(value, 'visible, growing', visible.t, end, facts));
    else events.push(instant(value, 'visible', visible.t, facts));
    if (field.complete) events.push(instant(value, 'complete', field.complete.t, {}));
  }
  for (const { t, before, after } of retractions) {
    events.push(
      instant(value, 'retraction', t, { before: brief(before), after: after === undefined ? null : brief(after) }),
    );
  }
  return events;
}

function named(what: 'process_name' | 'thread_name', thread: number, name: string): Event {
  return { ph: 'M', pid: PROCESS, tid: thread, name: what, args: { name } };
}

function slice(thread: number, name: string, from: number, to: number, args: Event): Event {
  return { ph: 'X', pid: PROCESS, tid: thread, name, ts: micros(from), dur: micros(to) - micros(from), args };
}

function instant(thread: number, name: string, t: number, args: Event): Event {
  return { ph: 'i', s: 't', pid: PROCESS, tid: thread, name, ts: micros(t), args };
}

function counter(name: string, t: number, value: number): Event {
  return { ph: 'C', pid: PROCESS, name, ts: micros(t), args: { [name]: value } };
}

function micros(t: number): number {
  return Math.round(t * 1000);
}
