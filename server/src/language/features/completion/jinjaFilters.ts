/** Filters behind `|`, those that suit the value first; and tests behind `is`. */
import type { JinjaType } from '../../jinja/analysis';
import type { FilterInput } from '../../jinja/facts/filters';
import { FILTERS } from '../../jinja/facts/filters';
import { signatureText } from '../../jinja/facts/signature';
import { TESTS } from '../../jinja/facts/tests';
import { alternatives, isNumber, isText, nonNull } from '../../jinja/types';
import type { Completion } from './item';
import { callSnippet } from './jinjaNames';
import type { JinjaPlace } from './jinjaPlace';

export function filterItems(place: JinjaPlace): Completion[] {
  const site = place
    .analysis()
    ?.sites.find((one) => one.kind === 'filter' && one.call.name.span.start === place.word.start);
  const input = site?.kind === 'filter' ? site.input : undefined;
  return [...FILTERS.values()].flatMap(({ signature, input: takes, missing }) => {
    if (missing) return [];
    const isCalled = signature.parameters.some((parameter) => !parameter.optional);
    return [
      {
        label: signature.name,
        kind: 'filter',
        detail: signatureText(signature),
        ...(signature.documentation !== undefined && { documentation: signature.documentation }),
        ...(isCalled && { snippet: callSnippet(signature) }),
        sort: !input || suits(takes, input) ? '1' : '2',
      },
    ];
  });
}

/** Whether a filter has any use for a value. */
function suits(takes: FilterInput, input: JinjaType): boolean {
  return alternatives(nonNull(input)).some((one) => {
    if (one.kind === 'unknown') return true;
    switch (takes) {
      case 'any':
        return true;
      case 'string':
        return isText(one) || one.kind === 'enum';
      case 'number':
        return isNumber(one);
      case 'list':
        return one.kind === 'list' || one.kind === 'tuple' || isText(one);
      case 'numbers':
        return one.kind === 'list' && alternatives(one.item).some((item) => isNumber(item) || item.kind === 'unknown');
      case 'map':
        return one.kind === 'map' || one.kind === 'class';
      case 'sized':
        return isText(one) || ['list', 'tuple', 'map', 'class'].includes(one.kind);
    }
  });
}

export function testItems(withNot: boolean): Completion[] {
  const items = [...TESTS.values()].map((signature): Completion => {
    const isCalled = signature.parameters.length > 0;
    return {
      label: signature.name,
      kind: 'test',
      detail: signatureText(signature),
      ...(signature.documentation !== undefined && { documentation: signature.documentation }),
      ...(isCalled && { snippet: callSnippet(signature) }),
      sort: '1',
    };
  });
  return withNot ? [{ label: 'not', kind: 'keyword', detail: 'the opposite', sort: '0' }, ...items] : items;
}
