/** The times of all fields as comma-separated values (RFC 4180), for spreadsheets and scripts. */
import { lastTime, type Timeline } from '../timeline';
import { holdReason, plain } from '../words';
import { fieldFacts, heldOf, pathText, placeText, type FieldFacts, type Reached } from './fieldFacts';

type Cell = string | number | null;

const COLUMNS: readonly (readonly [name: string, of: (field: FieldFacts) => Cell])[] = [
  ['field', pathText],
  ['type', ({ type }) => type],
  ['attributes', ({ attributes }) => attributes.join(' ')],
  ['declared_at', ({ at }) => at && placeText(at)],
  ['state', ({ state }) => state],
  ['items', ({ items }) => items],
  ['first_text_ms', ({ firstText }) => time(firstText)],
  ['first_text_chars', ({ firstText }) => chars(firstText)],
  ['last_text_ms', ({ lastText }) => time(lastText)],
  ['last_text_chars', ({ lastText }) => chars(lastText)],
  ['first_visible_ms', ({ firstVisible }) => time(firstVisible)],
  ['first_visible_chars', ({ firstVisible }) => chars(firstVisible)],
  ['complete_ms', ({ complete }) => time(complete)],
  ['complete_chars', ({ complete }) => chars(complete)],
  ['holds', (field) => heldOf(field).count],
  ['held_ms', (field) => round(heldOf(field).ms)],
  ['held_chars', (field) => heldOf(field).chars],
  ['held_by', ({ holds }) => unique(holds.map(({ hold }) => plain(holdReason({ ...hold, waitsFor: undefined }))))],
  ['held_at', ({ holds }) => unique(holds.flatMap(({ at }) => (at ? [placeText(at)] : [])))],
  ['retractions', ({ retractions }) => retractions.length],
  ['refused', ({ refused }) => refused],
];

/** One line for each field, in the order of the rows on screen. Times count from when the request was sent. */
export function fieldTimesCsv(timeline: Timeline, now = lastTime(timeline)): string {
  const lines = fieldFacts(timeline, now).map((field) => COLUMNS.map(([, of]) => cell(of(field))).join(','));
  return [COLUMNS.map(([name]) => name).join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

/**
 * One value. A text that a spreadsheet would take for a formula gets an apostrophe before it; one with commas, quotes or
 * line ends is quoted.
 */
export function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function time(at: Reached | null): number | null {
  return at && round(at.t);
}

function chars(at: Reached | null): number | null {
  return at && at.chars;
}

/** Thousandths of a millisecond: what a clock can tell. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function unique(texts: readonly string[]): string {
  return [...new Set(texts)].join('; ');
}
