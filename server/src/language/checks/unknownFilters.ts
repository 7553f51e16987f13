/** Filters exist. Language reference 6.1. */
import type { Expression } from '../../ir/template';
import type { Span } from '../diagnostic';
import type { JinjaSite } from '../jinja/analysis';
import { FILTERS, type FilterFact } from '../jinja/facts/filters';
import type { SourceFile } from '../project/sourceFile';
import type { Check } from './check';
import { changeTo, type Suggestion } from './suggestion';
import { suggestName, templateSites } from './templateSites';

const CODE = 'unknown-filters';

/** Filters of Jinja elsewhere, with what does the same here. */
const FOREIGN: Readonly<Record<string, string>> = {
  size: 'length',
  len: 'length',
  count_items: 'length',
  strip: 'trim',
  json: 'tojson',
  to_json: 'tojson',
  yaml: 'format(type="yaml")',
  toyaml: 'format(type="yaml")',
  dictitems: 'items',
  filter: 'select',
  str: 'string',
  uppercase: 'upper',
  lowercase: 'lower',
};

export const unknownFilters: Check = (file, symbols, report) => {
  const check = (name: string, span: { readonly start: number; readonly end: number }, inText: boolean): void => {
    const fact = FILTERS.get(name);
    if (!name || (fact && !fact.missing)) return;
    if (fact) {
      report('warning', CODE, span, `The filter \`${name}\` is not there when the prompt is rendered. Leave it out.`);
      return;
    }
    const foreign = Object.hasOwn(FOREIGN, name) ? FOREIGN[name] : undefined;
    const { hint, extra } =
      foreign === undefined ? suggestName(file, span, name, knownFilters()) : sure(file, span, foreign);
    const use = foreign === undefined ? hint : ` Use \`${inText ? '' : '|'}${foreign}\`.`;
    report('warning', CODE, span, `There is no filter \`${name}\`.${use}`, extra);
  };
  for (const { site } of templateSites(file, symbols, 'filter')) {
    check(site.call.name.text, site.call.name.span, false);
    const named = namedIn(site, 'filter');
    if (named) check(named.value, { start: named.span.start + 1, end: named.span.end - 1 }, true);
  }
};

/** What does the same is surely meant. */
function sure(file: SourceFile, span: Span, foreign: string): Suggestion {
  return { hint: '', extra: { fixes: [changeTo(file, span, foreign, true)] } };
}

function* knownFilters(): Generator<string> {
  for (const [name, fact] of FILTERS) if (!fact.missing) yield name;
}

/** The text in which a filter takes the name of a test or of another filter. */
export function namedIn(
  { call }: Extract<JinjaSite, { kind: 'filter' }>,
  of: NonNullable<FilterFact['named']>['of'],
): Extract<Expression, { kind: 'string' }> | undefined {
  const named = FILTERS.get(call.name.text)?.named;
  const argument = named?.of === of ? call.arguments[named.position] : undefined;
  const value = argument && !argument.name && !argument.spread ? argument.value : undefined;
  return value?.kind === 'string' && value.span.end - value.span.start === value.value.length + 2 ? value : undefined;
}
