/**
 * What a value may be: the one description from which keys, values and whole snippets are offered, for options of
 * clients, for generators and for test arguments alike.
 */
import type { Step } from './context';
import type { Completion, CompletionKind } from './item';
import { snippetText } from './item';

/** A value that is one word. */
export type Word = Omit<Completion, 'sort' | 'insert' | 'snippet'> & {
  /** Written between quotes where the person has typed none. */
  readonly quote?: boolean;
  /** What is written, where it is not the label. */
  readonly text?: string;
  /** A place to fill behind the text: `openai/${model}`. */
  readonly hole?: string;
};

export interface Entry {
  readonly name: string;
  readonly detail?: string;
  readonly documentation?: string;
  readonly shape: Shape;
  readonly kind?: CompletionKind;
  readonly required?: boolean;
}

/** Parts that are made on demand are functions: types lead to each other in circles. */
export type Shape =
  | { readonly kind: 'text'; readonly example?: string; readonly environment?: boolean }
  | { readonly kind: 'raw' }
  | { readonly kind: 'number'; readonly example?: string }
  | { readonly kind: 'one-of'; readonly words: () => readonly Word[] }
  | { readonly kind: 'list'; readonly item: Shape }
  | {
      readonly kind: 'map';
      /** The keys that are known. */
      readonly entries: () => readonly Entry[];
      /** What every other key holds. */
      readonly rest?: Shape;
      /** Only a few of the keys belong together: each is offered as a whole value of its own. */
      readonly forms?: readonly { readonly label: string; readonly entries: readonly string[] }[];
      readonly name?: string;
      /** Keys are written between quotes. */
      readonly quoted?: boolean;
    }
  | { readonly kind: 'any-of'; readonly shapes: () => readonly Shape[] };

export const TEXT: Shape = { kind: 'text' };
export const ANY_TEXT: Shape = { kind: 'text', environment: true };
export const BOOL: Shape = words(['true', 'false'], 'literal');

export function words(labels: readonly string[], kind: CompletionKind = 'value', quote = false): Shape {
  return { kind: 'one-of', words: () => labels.map((label) => ({ label, kind, quote })) };
}

const MAX_SHAPES = 200;

/** The shapes a place can have: the alternatives of the whole, each followed along the way as far as it goes. */
export function shapesAt(root: Shape, steps: readonly Step[]): Shape[] {
  let shapes = alternatives([root]);
  for (const step of steps) {
    const inner = shapes.flatMap((shape): Shape[] => {
      if (step.kind === 'item') return shape.kind === 'list' ? [shape.item] : [];
      if (shape.kind !== 'map') return [];
      const found = shape.entries().find(({ name }) => name === step.key)?.shape ?? shape.rest;
      return found ? [found] : [];
    });
    shapes = alternatives(inner);
  }
  return shapes;
}

function alternatives(shapes: readonly Shape[]): Shape[] {
  const flat: Shape[] = [];
  const queue = [...shapes];
  for (let at = 0; at < queue.length && at < MAX_SHAPES; at++) {
    const shape = queue[at]!;
    if (shape.kind === 'any-of') queue.push(...shape.shapes());
    else flat.push(shape);
  }
  return flat;
}

const MAX_DEPTH = 3;

/** Counts the places to fill in one snippet. */
export class Tabstops {
  private last = 0;
  next(): number {
    return ++this.last;
  }
}

/** A value of the shape as a snippet: what must be there, with places to fill. */
export function valueSnippet(shape: Shape, tabs: Tabstops, depth = 0): string {
  switch (shape.kind) {
    case 'text':
      return `"\${${tabs.next()}${shape.example === undefined ? '' : `:${snippetText(shape.example)}`}}"`;
    case 'raw':
      return `#"\n${pad(depth + 1)}\${${tabs.next()}}\n${pad(depth)}"#`;
    case 'number':
      return `\${${tabs.next()}:${shape.example ?? '0'}}`;
    case 'one-of':
      return choice(shape.words(), tabs);
    case 'list':
      return `[${shape.item.kind === 'text' || depth >= MAX_DEPTH ? `\${${tabs.next()}}` : valueSnippet(shape.item, tabs, depth)}]`;
    case 'map':
      return mapSnippet(shape, tabs, depth);
    case 'any-of': {
      const [first] = alternatives([shape]);
      return first ? valueSnippet(first, tabs, depth) : `\${${tabs.next()}}`;
    }
  }
}

const MAX_CHOICES = 20;

function choice(all: readonly Word[], tabs: Tabstops): string {
  const texts = all
    .filter(({ hole }) => hole === undefined)
    .slice(0, MAX_CHOICES)
    .map(({ label, text = label, quote }) => (quote ? `"${text}"` : text));
  if (!texts.length) return `\${${tabs.next()}}`;
  if (texts.length === 1) return snippetText(texts[0]!);
  return `\${${tabs.next()}|${texts.map((text) => text.replaceAll(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
}

function mapSnippet(shape: Shape & { kind: 'map' }, tabs: Tabstops, depth: number): string {
  const [form] = shape.forms ?? [];
  if (form) return formSnippet(shape, form.entries, tabs);
  const entries = depth < MAX_DEPTH ? shape.entries().filter(({ required }) => required) : [];
  if (!entries.length) return `{\n${pad(depth + 1)}\${${tabs.next()}}\n${pad(depth)}}`;
  const lines = entries.map((entry) => `${pad(depth + 1)}${entrySnippet(shape, entry, tabs, depth + 1)}`);
  return `{\n${lines.join('\n')}\n${pad(depth)}}`;
}

/** On one line, with these keys alone. */
export function formSnippet(shape: Shape & { kind: 'map' }, keys: readonly string[], tabs: Tabstops): string {
  const entries = shape.entries().filter(({ name }) => keys.includes(name));
  return `{ ${entries.map((entry) => entrySnippet(shape, entry, tabs)).join(', ')} }`;
}

/** `key value`, as a snippet. */
export function entrySnippet(map: Shape & { kind: 'map' }, entry: Entry, tabs: Tabstops, depth = 0): string {
  const key = map.quoted ? `"${snippetText(entry.name)}"` : entry.name;
  return `${key} ${valueSnippet(entry.shape, tabs, depth)}`;
}

function pad(depth: number): string {
  return '  '.repeat(depth);
}
