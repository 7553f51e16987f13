/**
 * Claims about run time, proven by asking the official runtime: what code sees at every prefix of an answer, with and
 * without an attribute. The answers are made from the types, so a claim needs no sample of its own.
 */
import type { Runnable } from '../../server/src/ir/functions';
import type { Type } from '../../server/src/ir/schema';
import { createProject } from '../../server/src/language/languageService';
import { openOracle } from './oracle';

/** What code sees at each prefix of the answer, as JSON; `–` stands for nothing yet. */
export function partialsOf(source: string, fn: string, answer: string): string[] {
  const oracle = openOracle(source, fn);
  return Array.from({ length: answer.length + 1 }, (_, length) => {
    const partial = oracle.partial(answer.slice(0, length));
    return 'value' in partial ? JSON.stringify(partial.value) : '–';
  });
}

export interface Difference {
  /** The answer so far. */
  readonly prefix: string;
  readonly one: string;
  readonly other: string;
}

/** Where two versions of a file first let code see something else while the function streams; undefined when never. */
export function streamDifference(one: string, other: string, fn: string): Difference | undefined {
  for (const answer of new Set([...sampleAnswers(one, fn), ...sampleAnswers(other, fn)])) {
    const a = partialsOf(one, fn, answer);
    const b = partialsOf(other, fn, answer);
    const at = a.findIndex((partial, i) => partial !== b[i]);
    if (at >= 0) return { prefix: answer.slice(0, at), one: a[at]!, other: b[at]! };
  }
  return undefined;
}

/** Answers that fit the result of a function: together they show every member of every union, and null where it is allowed. */
export function sampleAnswers(source: string, fn: string): string[] {
  const project = createProject();
  project.setFile('main.baml', source);
  const result = project.snapshot().runnable(fn);
  if (!result.ok) throw new Error(result.problems.map(({ diagnostic }) => diagnostic.message).join('\n'));
  return samples(result.runnable.function.returns, result.runnable, 4);
}

/** JSON with blanks behind commas and colons: without them the official runtime shows values late. */
function samples(type: Type, runnable: Runnable, depth: number): string[] {
  switch (type.kind) {
    case 'primitive':
      return { string: ['"some words"', '""'], int: ['42'], float: ['4.25'], bool: ['true'], null: ['null'] }[
        type.name
      ];
    case 'literal':
      return [JSON.stringify(type.value)];
    case 'enum':
      return (runnable.schema.enums[type.name]?.values ?? [])
        .slice(0, 2)
        .map(({ name, alias }) => `"${alias ?? name}"`);
    case 'list': {
      const items = depth > 0 ? samples(type.item, runnable, depth - 1) : [];
      return [`[${[...items, ...items].slice(0, Math.max(3, items.length)).join(', ')}]`];
    }
    case 'map': {
      const values = depth > 0 ? samples(type.value, runnable, depth - 1) : [];
      const keys = samples(type.key, runnable, 0).filter((key) => key !== '""');
      return values.map(
        (_, i) => `{${keys.map((key, k) => `${key}: ${values[(i + k) % values.length]!}`).join(', ')}}`,
      );
    }
    case 'union':
      return type.variants.flatMap((variant) => samples(variant, runnable, depth - 1));
    case 'alias':
      return depth > 0 ? samples(runnable.schema.aliases[type.name]!.type, runnable, depth - 1) : [];
    case 'class': {
      const fields = (runnable.schema.classes[type.name]?.fields ?? []).filter(({ skip }) => !skip);
      const values = fields.map((field) => ({
        key: field.alias ?? field.name,
        texts: depth > 0 ? samples(field.type, runnable, depth - 1) : ['null'],
      }));
      const count = Math.max(1, ...values.map(({ texts }) => texts.length));
      return Array.from({ length: count }, (_, i) => {
        const members = values.flatMap(({ key, texts }) =>
          texts.length ? [`"${key}": ${texts[i % texts.length]!}`] : [],
        );
        return `{${members.join(', ')}}`;
      });
    }
    default:
      return [];
  }
}
