/** Words between quotes: roles, choices of an argument, names of tests and filters, properties, literals to compare with. */
import type { JinjaType, SignatureParameter, TemplateAnalysis } from '../../jinja/analysis';
import { FILTERS } from '../../jinja/facts/filters';
import { TESTS } from '../../jinja/facts/tests';
import { itemOf } from '../../jinja/filterTypes';
import { alternatives, nonNull } from '../../jinja/types';
import { propertyOf, stringProperty } from '../../semantics/resolve';
import type { Symbols } from '../../semantics/symbols';
import type { Declaration } from '../../syntax/ast';
import type { Completion } from './item';
import { inOrder } from './item';
import type { JinjaCall } from './jinjaCall';
import { callAround, parameterAt } from './jinjaCall';
import type { JinjaPlace } from './jinjaPlace';

interface TextChoice {
  readonly label: string;
  readonly detail?: string;
}

const ROLES: readonly TextChoice[] = [
  { label: 'user', detail: 'what the person says' },
  { label: 'assistant', detail: 'what the model says' },
  { label: 'system', detail: 'instructions that stand above the conversation' },
];

const CHOICES: Readonly<Record<string, readonly TextChoice[]>> = {
  'format type': [{ label: 'yaml' }, { label: 'json' }, { label: 'toon' }],
  'format delimiter': [{ label: 'comma' }, { label: 'tab' }, { label: 'pipe' }],
};

/** The texts an argument can be. */
export function choicesOf(call: JinjaCall, parameter: SignatureParameter): readonly TextChoice[] {
  const listed = call.filter ? CHOICES[`${call.name.value} ${parameter.name}`] : undefined;
  return listed ?? literals(parameter.type);
}

function literals(type: JinjaType): TextChoice[] {
  return alternatives(type).flatMap((one) =>
    one.kind === 'literal' && typeof one.value === 'string' ? [{ label: one.value }] : [],
  );
}

export function wordItems(choices: readonly TextChoice[], quote: boolean): Completion[] {
  return inOrder(
    choices.map((choice) => ({
      ...choice,
      kind: 'value' as const,
      ...(quote && { insert: JSON.stringify(choice.label), label: JSON.stringify(choice.label) }),
    })),
    '0',
  );
}

/** What can be written between the quotes at a place. */
export function textItems(place: JinjaPlace, symbols: Symbols): Completion[] {
  const call = callAround(place);
  if (call) return inCall(place, call, symbols);
  return compared(place);
}

function inCall(place: JinjaPlace, call: JinjaCall, symbols: Symbols): Completion[] {
  const { filter, name, argument } = call;
  const previous = place.tokens.at(-1);
  if (filter?.named?.position === argument.index && argument.name === undefined) {
    const all = filter.named.of === 'test' ? TESTS : FILTERS;
    return wordItems(
      [...all.keys()].map((label) => ({ label, detail: filter.named!.of })),
      false,
    );
  }
  if (
    filter?.path &&
    (argument.name === filter.path.name || (!argument.name && argument.index === filter.path.position))
  ) {
    return propertiesOfItems(place, call);
  }
  const parameter = parameterAt(call);
  const isRole = (name.value === 'role' || name.value === 'chat') && parameter?.name === 'role';
  if (isRole && call.isInnermost) return wordItems(rolesOf(place.analysis()?.decl, symbols), false);
  const choices = parameter && call.isInnermost ? choicesOf(call, parameter) : [];
  return choices.length || previous?.value === '(' ? wordItems(choices, false) : compared(place);
}

/** The usual roles, and those that the client of the prompt allows. */
function rolesOf(decl: Declaration | undefined, symbols: Symbols): readonly TextChoice[] {
  const client = decl?.kind === 'function' ? stringProperty(decl.properties, 'client')?.value : undefined;
  const found = client === undefined ? undefined : symbols.clients.get(client)?.decl;
  const options = found && propertyOf(found.properties, 'options')?.value;
  const allowed =
    options?.kind === 'map' ? options.entries.findLast(({ key }) => key.text === 'allowed_roles') : undefined;
  if (allowed?.value?.kind !== 'list') return ROLES;
  const names = allowed.value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  return names.map((label) => ROLES.find((role) => role.label === label) ?? { label });
}

/** `attribute="…"` of a filter: properties of the items it works on, along the dots that are written. */
function propertiesOfItems(place: JinjaPlace, { input }: JinjaCall): Completion[] {
  const analysis = place.analysis();
  if (!input || !analysis) return [];
  const typed = place.word.text.split('.').slice(0, -1);
  let type = itemOf(input);
  for (const name of typed) {
    const member = analysis.membersOf(type).find((one) => one.name === name);
    if (!member) return [];
    type = member.type;
  }
  const before = typed.length ? `${typed.join('.')}.` : '';
  const members = analysis.membersOf(type).filter(({ kind }) => kind !== 'method');
  return wordItems(
    members.map(({ name }) => ({ label: before + name, detail: 'property' })),
    false,
  );
}

/** Texts that the other side of a comparison can be. */
function compared(place: JinjaPlace): Completion[] {
  const analysis = place.analysis();
  const type = analysis && otherSide(analysis, (place.string ?? place.word).start);
  return type ? wordItems(textsOf(type, analysis), false) : [];
}

/** Whole values that the other side of a comparison can be: `Color.Red`, `"red"`. */
export function comparedItems(place: JinjaPlace): Completion[] {
  const analysis = place.analysis();
  const type = analysis && otherSide(analysis, place.word.start);
  if (!type) return [];
  const one = nonNull(type);
  // Checks do not see the enums of the project.
  if (one.kind !== 'enum' || analysis.kind === 'constraint') return wordItems(textsOf(one, analysis), true);
  const values = analysis.membersOf({ kind: 'enum-type', name: one.name });
  return inOrder(
    values.map(({ name, symbol }) => ({
      label: `${one.name}.${name}`,
      kind: 'value' as const,
      ...(symbol && { symbol }),
    })),
    '0',
  );
}

/** The type that what starts at an offset is compared with. */
function otherSide(analysis: TemplateAnalysis, start: number): JinjaType | undefined {
  const holds = (span: { start: number; end: number }) => span.start <= start && start < span.end;
  for (const site of analysis.sites) {
    if (site.kind !== 'comparison') continue;
    const { left, right } = site.expression;
    if (holds(right.span)) return site.left;
    if (holds(left.span)) return site.right;
  }
  return undefined;
}

function textsOf(type: JinjaType, analysis: TemplateAnalysis): TextChoice[] {
  const one = nonNull(type);
  if (one.kind !== 'enum') return literals(one);
  const values = analysis.membersOf({ kind: 'enum-type', name: one.name });
  return values.map(({ name }) => ({ label: name, detail: one.name }));
}
