/** Our engine beside the official runtime, on one schema and one text; and the smallest schema and text that still differ. */
import type { Json } from '../../../server/src/ir/json';
import { createEngine, type Engine, type OutputType } from '../../../server/src/runtime/stream/engine';
import { openOracle, type Oracle, type OracleAnswer } from '../../support/oracle';
import { outputOf, withDynamic } from './cases';
import { sameJson } from './sameJson';

/** A schema with a function `Run`, and the text of an answer. */
export interface Question {
  readonly baml: string;
  readonly text: string;
  /** What a type builder adds at run time. */
  readonly dynamic?: string;
}

export interface Difference {
  /** UTF-16 units of the text after which the two differ. */
  readonly length: number;
  /** In the final value of a text that ends there, not in the partial one. */
  readonly final: boolean;
  readonly official: OracleAnswer;
  readonly ours: OracleAnswer;
}

export interface Comparison {
  /** How many prefixes were asked for. */
  readonly prefixes: number;
  /** Not all of the text was asked for: the official runtime takes minutes for some recursive types. */
  readonly cut: boolean;
  readonly differences: readonly Difference[];
}

/** What is compared of a text. */
export interface Looks {
  /** The text in pieces; after each of them the partial values are compared. By default one character at a time. */
  readonly chunks?: readonly string[];
  /** Lengths at which the text ends early: partial and final value of what stands before, fed in one piece, are compared. */
  readonly ends?: readonly number[];
  /** After so many ms no more is asked. */
  readonly patience?: number;
}

/**
 * Asks both for the value after every chunk, and for the final one. Null when one of the two compilers does not take the schema.
 */
export function compare(question: Question, { chunks, ends = [], patience = Infinity }: Looks = {}): Comparison | null {
  const oracle = officialOf(question);
  if (!oracle) return null;
  let output: OutputType;
  try {
    output = outputOf(withDynamic(question.baml, question.dynamic));
  } catch {
    return null;
  }
  const { text } = question;
  const engine = createEngine(output);
  const differences: Difference[] = [];
  let prefixes = 0;
  const look = (length: number, final: boolean, official: OracleAnswer, ours: OracleAnswer): void => {
    prefixes++;
    if (!agrees(official, ours)) differences.push({ length, final, official, ours });
  };
  const end = Date.now() + patience;
  let prefix = '';
  for (const chunk of ['', ...(chunks ?? text)]) {
    if (Date.now() > end) return { prefixes, cut: true, differences };
    prefix += chunk;
    engine.feed({ t: 0, batch: 0, text: chunk });
    if (isWellFormed(prefix)) look(prefix.length, false, oracle.partial(prefix), answerOf(engine.snapshot()));
  }
  look(text.length, true, oracle.final(text), answerOf(engine.finish()));
  for (const length of ends) {
    const start = text.slice(0, length);
    if (!isWellFormed(start) || Date.now() > end) continue;
    const other = createEngine(output);
    other.feed({ t: 0, batch: 0, text: start });
    look(length, false, oracle.partial(start), answerOf(other.snapshot()));
    look(length, true, oracle.final(start), answerOf(other.finish()));
  }
  return { prefixes, cut: Date.now() > end, differences };
}

/** Whether the text does not end within a character. */
const isWellFormed = (text: string): boolean => !/[\ud800-\udbff]$/.test(text);

/**
 * Makes a question that differs smaller, in text and schema, as long as it does. `differs` says whether one does; `tries` bounds
 * the work.
 */
export function shrink(question: Question, differs = differsFromOfficial, tries = 800): Question {
  let best = question;
  let left = tries;
  const attempt = (candidate: Question): boolean => {
    if (left-- <= 0 || !differs(candidate)) return false;
    best = candidate;
    return true;
  };
  for (let improved = true; improved && left > 0;) {
    improved = false;
    for (let size = best.text.length; size >= 1 && left > 0; size = Math.floor(size / 2)) {
      for (let at = best.text.length - size; at >= 0 && left > 0; at -= size) {
        if (attempt({ ...best, text: best.text.slice(0, at) + best.text.slice(at + size) })) improved = true;
      }
    }
    for (let again = true; again && left > 0;) {
      again = [...smallerSchemas(best.baml)].some((baml) => attempt({ ...best, baml }));
      improved ||= again;
    }
  }
  return best;
}

/** A difference for a person: the question, and both answers. */
export function describe({ baml, dynamic, text }: Question, { length, final, official, ours }: Difference): string {
  const at = `${final ? 'the final value of ' : ''}${JSON.stringify(text.slice(0, length))}`;
  const schema = dynamic === undefined ? baml.trim() : `${baml.trim()}\n${dynamic}`;
  return `${schema}\n${at}\n  official ${JSON.stringify(official)}\n  ours     ${JSON.stringify(ours)}`;
}

function differsFromOfficial(question: Question): boolean {
  try {
    return (compare(question)?.differences.length ?? 0) > 0;
  } catch {
    return false; // a schema that one of the two cannot read
  }
}

/** The schema without one of its lines, blocks, attributes or variants, or with a simpler return type. */
function* smallerSchemas(baml: string): Generator<string> {
  const returns = / -> (.*) \{$/m.exec(baml)?.[1];
  for (const [, name] of baml.matchAll(/^(?:class|type|enum) (\w+)/gm)) {
    if (returns !== undefined && returns !== name) yield baml.replace(/ -> .* \{$/m, () => ` -> ${name!} {`);
  }
  for (const { index, 0: variant } of baml.matchAll(/ \| [^|()\n]+(?=[|)])|(?<=\()[^|()\n]+ \| /g)) {
    yield baml.slice(0, index) + baml.slice(index + variant.length);
  }
  for (const [block] of baml.matchAll(/^(?:class|enum) \w+ \{\n(?:.*\n)*?\}\n/gm)) yield baml.replace(block, '');
  const lines = baml.split('\n');
  for (let i = 0; i < lines.length; i++) yield [...lines.slice(0, i), ...lines.slice(i + 1)].join('\n');
  for (const { index, 0: attribute } of baml.matchAll(/ @(?:stream\.\w+|\w+\([^)]*\))/g)) {
    yield baml.slice(0, index) + baml.slice(index + attribute.length);
  }
}

/** Compiling costs more than asking: a schema is mostly asked about again while a question shrinks. */
const compiled = new Map<string, Oracle | null>();

function officialOf({ baml, dynamic }: Question): Oracle | null {
  const key = JSON.stringify([baml, dynamic]);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  let oracle: Oracle | null;
  try {
    oracle = openOracle(baml, 'Run', dynamic);
  } catch {
    oracle = null;
  }
  compiled.clear();
  compiled.set(key, oracle);
  return oracle;
}

function answerOf(result: ReturnType<Engine['snapshot']> | ReturnType<Engine['finish']>): OracleAnswer {
  return result.kind === 'value' ? { value: result.value } : { refused: result.message };
}

function agrees(official: OracleAnswer, ours: OracleAnswer): boolean {
  if ('refused' in official) return 'refused' in ours;
  return 'value' in ours && sameJson(ours.value, JSON.parse(JSON.stringify(official.value)) as Json);
}
