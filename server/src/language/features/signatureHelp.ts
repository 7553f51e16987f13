/**
 * How the call around a place is written, and which of its arguments is there: calls, filters and tests of templates, and the
 * attributes that take arguments. Works on half-typed text, as completion does.
 */
import type { Signature, SignatureParameter } from '../jinja/analysis';
import { typeText } from '../jinja/types';
import type { Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import type { Symbols } from '../semantics/symbols';
import { attributeAt } from './completion/attributeAt';
import { ATTRIBUTES } from './completion/attributeFacts';
import { contextAt } from './completion/context';
import type { Cursor } from './completion/cursor';
import { cursorAt } from './completion/cursor';
import type { JinjaCall } from './completion/jinjaCall';
import { callAround, parameterAt } from './completion/jinjaCall';
import { jinjaPlaceAt } from './completion/jinjaPlace';

export interface SignatureHelp {
  /** The call with its parameters: `Hint(text: string, count: int)`. */
  readonly label: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly parameters: readonly ParameterHelp[];
  /** The index of the parameter at the place; undefined when none of them is meant, or not known yet. */
  readonly active?: number;
}

export interface ParameterHelp {
  /** Where it stands in the label. */
  readonly label: Span;
  /** Markdown. */
  readonly documentation?: string;
}

export function signatureHelp(file: SourceFile, symbols: Symbols, offset: number): SignatureHelp | undefined {
  const cursor = cursorAt(file, Math.min(Math.max(0, offset), file.text.length));
  if (!cursor) return undefined;
  const place = jinjaPlaceAt(cursor, symbols);
  if (place === 'text') return undefined;
  const call = place && callAround(place);
  if (place && call?.signature) {
    const isWord = call.isInnermost && !place.string;
    return ofCall(call, call.signature, isWord ? place.word.text : '');
  }
  return ofAttribute(cursor);
}

function ofCall(call: JinjaCall, signature: Signature, typed: string): SignatureHelp {
  const { parameters, documentation, morePositional, moreNamed } = signature;
  const texts = parameters.map((one) => ({ text: parameterText(one), documentation: one.documentation }));
  const active = activeOf(call, parameters, typed);
  return {
    ...written(signature.name, texts, [...(morePositional ? ['…'] : []), ...(moreNamed ? ['name=…'] : [])]),
    ...(documentation !== undefined && { documentation }),
    ...(active !== undefined && { active }),
  };
}

/** A parameter that can only be given by name shows how: `prefix=string`. */
function parameterText({ name, type, optional, keyword }: SignatureParameter): string {
  const shown = type.kind === 'unknown' ? '' : typeText(type);
  if (keyword) return `${name}=${shown || '…'}`;
  return `${name}${optional ? '?' : ''}${shown && `: ${shown}`}`;
}

function activeOf(call: JinjaCall, parameters: readonly SignatureParameter[], typed: string): number | undefined {
  const found = parameterAt(call);
  if (found) return parameters.indexOf(found);
  // The name of an argument that is being typed.
  if (!typed || call.argument.name !== undefined) return undefined;
  const at = parameters.findIndex(({ name }) => !call.given.has(name) && name.startsWith(typed));
  return at < 0 ? undefined : at;
}

function written(
  name: string,
  parameters: readonly { readonly text: string; readonly documentation?: string | undefined }[],
  more: readonly string[],
): Pick<SignatureHelp, 'label' | 'parameters'> {
  let label = `${name}(`;
  const places = parameters.map(({ text, documentation }, index): ParameterHelp => {
    if (index) label += ', ';
    const start = label.length;
    label += text;
    return { label: { start, end: label.length }, ...(documentation !== undefined && { documentation }) };
  });
  const rest = more.join(', ');
  return { label: `${label}${rest && parameters.length ? ', ' : ''}${rest})`, parameters: places };
}

const LABEL = { text: 'label', documentation: 'One word, under which the outcome is found.' };
const CONDITION = {
  text: '{{ condition }}',
  documentation: 'An expression on `this`, the value. It holds when it is true.',
};

const OF_ATTRIBUTE: Readonly<Record<string, readonly { readonly text: string; readonly documentation: string }[]>> = {
  alias: [{ text: '"name"', documentation: 'The name the model sees and writes.' }],
  description: [{ text: '"text"', documentation: 'What the model reads about it.' }],
  check: [LABEL, CONDITION],
  assert: [{ ...LABEL, text: 'label?' }, CONDITION],
};

function ofAttribute(cursor: Cursor): SignatureHelp | undefined {
  const attribute = attributeAt(cursor);
  const parameters =
    attribute && Object.hasOwn(OF_ATTRIBUTE, attribute.name) ? OF_ATTRIBUTE[attribute.name] : undefined;
  if (!attribute || !parameters) return undefined;
  const context = contextAt(cursor);
  const index = context?.kind === 'attribute-argument' ? context.index : 0;
  // An assert may come without a label.
  const isCondition = parameters.includes(CONDITION) && argumentStart(cursor, attribute.arguments).startsWith('{{');
  const active = isCondition ? parameters.indexOf(CONDITION) : index;
  const sign = cursor.file.text.startsWith('@@', attribute.start) ? '@@' : '@';
  const fact = ATTRIBUTES.find(({ name }) => name === attribute.name);
  return {
    ...written(`${sign}${attribute.name}`, parameters, []),
    ...(fact && { documentation: fact.documentation }),
    ...(active < parameters.length && { active }),
  };
}

/** The text of the argument at the cursor. */
function argumentStart({ file, offset }: Cursor, from: number): string {
  const written = file.text.slice(from + 1, offset);
  const opening = written.lastIndexOf('{{');
  const at = opening >= 0 && !written.includes('}}', opening) ? opening : written.lastIndexOf(',') + 1;
  return written.slice(at).trimStart();
}
