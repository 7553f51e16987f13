/**
 * Claims about run time, proven by asking the official runtime: what code sees at every prefix of an answer, with and
 * without an attribute. The answers are made from the types, so a claim needs no sample of its own.
 */
import assert from 'node:assert/strict';
import type { Code } from '../../server/src/language/checks/codes';
import type { Runnable } from '../../server/src/ir/functions';
import type { Type } from '../../server/src/ir/schema';
import { createProject } from '../../server/src/language/languageService';
import { openOracle, type Oracle } from './oracle';

/** What code sees at each prefix of the answer, as JSON; `–` stands for nothing yet. `dynamic` goes to a type builder. */
export function partialsOf(source: string, fn: string, answer: string, dynamic?: string): string[] {
  return partialsWith(openOracle(source, fn, dynamic), answer);
}

function partialsWith(oracle: Oracle, answer: string): string[] {
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
  const oracle = openOracle(one, fn);
  // The attributes of a type do not change which answers fit it.
  for (const answer of sampleAnswers(one, fn)) {
    const a = partialsWith(oracle, answer);
    const b = knownPartials(other, fn, answer);
    const at = a.findIndex((partial, i) => partial !== b[i]);
    if (at >= 0) return { prefix: answer.slice(0, at), one: a[at]!, other: b[at]! };
  }
  return undefined;
}

const known = new Map<string, string[]>();

/** One file without attributes is compared with several that have one. */
function knownPartials(source: string, fn: string, answer: string): string[] {
  const key = `${source}\n${fn}\n${answer}`;
  let found = known.get(key);
  if (!found) known.set(key, (found = partialsOf(source, fn, answer)));
  return found;
}

/** Answers that fit the result of a function: together they show every member of every union, and null where it is allowed. */
export function sampleAnswers(source: string, fn: string): string[] {
  const project = createProject();
  project.setFile('main.baml', source);
  const result = project.snapshot().runnable(fn);
  if (!result.ok) throw new Error(result.problems.map(({ diagnostic }) => diagnostic.message).join('\n'));
  return samples(result.runnable.function.returns, result.runnable, 8);
}

/** JSON with blanks behind commas and colons: without them the official runtime shows values late. */
function samples(type: Type, runnable: Runnable, depth: number): string[] {
  switch (type.kind) {
    case 'primitive':
      return { string: ['"ab c"'], int: ['42'], float: ['4.25'], bool: ['true'], null: ['null'] }[type.name];
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
      const keys = samples(type.key, runnable, 0);
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

/** Types that the rows of claims may use. */
const TYPES = `enum E {
  RED
  BLUE
}
class C {
  x string
  y int
}
class D {
  p int
  q string
}
class Held {
  x string
  y int
  @@stream.done
}
class Needed {
  x string
  y int
  @@stream.not_null
}
class Wrapped {
  x string
  y int
  @@stream.with_state
}
type S = string @stream.done
type J = string | J[]
`;

/**
 * A row as a file with a function `F`: the type of the field `f` of its result, a result (`-> T`), or declarations with a class `A`
 * or a function `F` of their own. `«…»` marks the attribute that is spoken of.
 */
export function rowSource(row: string): string {
  const result = (type: string) =>
    `function F() ${type} {\n  client "openai/gpt-4o"\n  prompt #"{{ ctx.output_format }}"#\n}\n`;
  if (row.startsWith('->')) return result(row) + TYPES;
  if (/^function F\b/m.test(row)) return `${row}\n${TYPES}`;
  if (/^class A\b/m.test(row)) return `${row}\n${result('-> A')}${TYPES}`;
  return `class A {\n  first string\n  f ${row}\n  last int\n}\n${result('-> A')}${TYPES}`;
}

/** The file without the marks. */
export const plain = (source: string) => source.replaceAll(/[«»]/g, '');
/** The file without what is marked. */
export const without = (source: string) => source.replaceAll(/ ?«[^»]*»/g, '');

/** The codes reported at the marked attribute; `faded` ones say that it can go. */
export function reportedAt(source: string): { readonly codes: string[]; readonly faded: string[] } {
  const start = source.indexOf('«');
  const project = createProject();
  project.setFile('main.baml', plain(source));
  const here = project
    .snapshot()
    .diagnostics('main.baml')
    .filter(({ span }) => span.start === start);
  return {
    codes: here.map(({ code }) => code),
    faded: here.flatMap(({ code, unnecessary }) => (unnecessary ? code : [])),
  };
}

/** Declares a test for each row: the marked attribute is reported under the code, and changes nothing at any prefix of any answer. */
export function changesNothing(code: Code, rows: readonly string[]): void {
  describe('the official runtime makes nothing of it', () => {
    for (const row of rows) {
      it(row, () => {
        const source = rowSource(row);
        assert.deepEqual(reportedAt(source).codes, [code]);
        assert.deepEqual(streamDifference(plain(source), without(source), 'F'), undefined);
      });
    }
  });
}

/** Declares a test for each row: nothing says that the marked attribute can go, and it does change what code sees. */
export function changesSomething(rows: readonly string[]): void {
  describe('silent where the official runtime makes something of it', () => {
    for (const row of rows) {
      it(row, () => {
        const source = rowSource(row);
        assert.deepEqual(reportedAt(source).faded, []);
        assert.ok(streamDifference(plain(source), without(source), 'F'), 'nothing changes');
      });
    }
  });
}

/** What the field `f` of the result is at each prefix of each answer; undefined where there is no result yet. */
export function fieldStates(row: string): unknown[][] {
  const source = plain(rowSource(row));
  return sampleAnswers(source, 'F').map((answer) =>
    partialsOf(source, 'F', answer).map((partial) =>
      partial === '–' ? undefined : (JSON.parse(partial) as { readonly f?: unknown }).f,
    ),
  );
}

/** Whether code sees the field unfinished: something other than nothing, nothing in it, and what it is in the end. */
export function growsVisibly(row: string): boolean {
  return fieldStates(row).some((states) => {
    const final = JSON.stringify(states.at(-1));
    return states.some((state) => !isNothing(state) && JSON.stringify(state) !== final);
  });
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** The shortest part of an answer at which there is a result; the first answer made from the types. */
export function firstVisible(row: string): string {
  const source = plain(rowSource(row));
  const [answer] = sampleAnswers(source, 'F');
  const at = partialsOf(source, 'F', answer!).findIndex((partial) => partial !== '–');
  return at < 0 ? 'never' : answer!.slice(0, at);
}
