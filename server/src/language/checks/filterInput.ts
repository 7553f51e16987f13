/** A filter is given what it can work on. Language reference 6.4. */
import type { Expression } from '../../ir/template';
import type { Fix } from '../diagnostic';
import { insertion } from '../edits';
import type { JinjaType } from '../jinja/analysis';
import { FILTERS, type FilterInput } from '../jinja/facts/filters';
import { accepts } from '../jinja/fits';
import { alternatives, described, hasNull, nonNull } from '../jinja/types';
import type { SourceFile } from '../project/sourceFile';
import type { Check } from './check';
import { shown, templateSites } from './templateSites';

const WANTED: Readonly<Record<FilterInput, string>> = {
  any: 'anything',
  string: 'a string',
  number: 'a number',
  list: 'a list',
  map: 'a map or a class',
  numbers: 'a list of numbers',
  sized: 'a list, a string, a map or a class',
};

export const filterInput: Check = (file, symbols, report) => {
  for (const { site, analysis } of templateSites(file, symbols, 'filter')) {
    const { call, input, object, end } = site;
    const fact = FILTERS.get(call.name.text);
    if (!fact || accepts(fact.input, input)) continue;
    // In checks null is not told apart, enums are texts, and what is printed first can be a text too.
    if (analysis.kind === 'constraint' && (fact.input === 'string' || holdsEnum(input))) continue;
    const written = object ? `\`${shown(file, object)}\`` : 'this text';
    const isNull = hasNull(input) && input.kind !== 'none' && accepts(fact.input, nonNull(input));
    const trouble = isNull
      ? `${written} may be null. ${object && isPath(object) ? `Ask first: \`{% if ${shown(file, object)} %}\`.` : 'Put it into a variable with `{% set %}` and ask first.'}`
      : `${written} is ${described(input)}.${remedy(fact.input, input, call.name.text)}`;
    report(
      'warning',
      'filter-input',
      { start: call.name.span.start, end },
      `The filter \`${call.name.text}\` needs ${WANTED[fact.input]}, but ${trouble}`,
      isText(fact.input, input) ? { fixes: [throughText(file, call.name.span.start)] } : undefined,
    );
  }
};

/** What a condition can speak of. */
function isPath({ kind }: Expression): boolean {
  return kind === 'name' || kind === 'attribute' || kind === 'index';
}

function holdsEnum(type: JinjaType): boolean {
  return alternatives(type).some(({ kind }) => kind === 'enum');
}

/** The filter wants text, and there is a value that can be printed. */
function isText(wanted: FilterInput, input: JinjaType): boolean {
  return wanted === 'string' && !hasNull(input) && alternatives(input).every(({ kind }) => PRINTED.has(kind));
}

const PRINTED: ReadonlySet<JinjaType['kind']> = new Set([
  'int',
  'float',
  'number',
  'bool',
  'literal',
  'class',
  'list',
  'map',
]);

function throughText(file: SourceFile, at: number): Fix {
  return { title: 'Turn it into text first: `|string`', edits: [insertion(file, at, 'string|')], preferred: true };
}

function remedy(input: FilterInput, type: JinjaType, name: string): string {
  if (type.kind === 'callable' && type.of !== 'builtin') return ` Call it: \`${type.name}()\`.`;
  if (input === 'string')
    return type.kind === 'enum' ? ` Use its \`value\`.` : ` Turn it into one: \`|string|${name}\`.`;
  return '';
}
