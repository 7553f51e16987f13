/**
 * Walks expressions: gives every part a type, notes what names stand for and the places that checks look at. Expressions
 * are never higher than `MAX_HEIGHT`, so this may recurse.
 */
import type { CallArgument, Expression, FilterCall, TemplateSpan } from '../../ir/template';
import { memberNamed } from '../semantics/members';
import type { SymbolId } from '../semantics/occurrence';
import type { Occurrence } from '../semantics/occurrence';
import type { JinjaSite, JinjaType, Member, ScopeEntry, Signature, TypedArgument } from './analysis';
import { OUTPUT_FORMAT } from './facts/objects';
import { FILTERS, type FilterFact } from './facts/filters';
import { filterResult, indexed, itemOf, numberType, operatorResult, sliced } from './filterTypes';
import { globalEntry } from './globals';
import { access, type Access, type Types } from './members';
import { narrow, type Known } from './narrow';
import { Environment, type Binding } from './scope';
import { BOOL, NONE, NUMBER, STRING, UNKNOWN, alternatives, listOf, mapOf, nonNull, union } from './types';

/** Nobody asks about longer chains. */
const MAX_PATH = 12;

type NameRole = Extract<JinjaSite, { kind: 'name' }>['role'];

export class ExpressionWalk {
  readonly sites: JinjaSite[] = [];
  readonly occurrences: Occurrence[] = [];
  readonly typed = new Map<Expression, JinjaType>();
  readonly environment = new Environment();
  /** How many statements around the current place are refused. */
  protected refused = 0;

  constructor(
    readonly types: Types,
    /** The names of the project and of prompts are there, not only those of constraints. */
    readonly prompt: boolean,
  ) {}

  /** What conditions are read with. */
  private readonly known: Known = {
    typeOf: (expression) => this.typed.get(expression) ?? UNKNOWN,
    property: (object, name) => {
      const { member, lacking } = access(object, name, false, this.types);
      return member ? member.type : lacking.length || object.kind === 'none' ? undefined : UNKNOWN;
    },
    pathOf: (expression) => this.pathOf(expression),
  };

  /** The type of an expression, all its parts noted. */
  type(expression: Expression, role: NameRole = 'value'): JinjaType {
    const type = this.read(expression, role);
    this.typed.set(expression, type);
    return type;
  }

  refer(span: TemplateSpan, symbol: SymbolId | undefined): void {
    if (symbol && span.end > span.start) this.occurrences.push({ span, symbol, role: 'reference', where: 'jinja' });
  }

  /** Runs something where a condition holds, or does not, between two offsets of the file. */
  where<T>(condition: Expression, holds: boolean, span: [number, number], run: () => T): T {
    return this.whereAll([{ condition, holds }], span, run);
  }

  whereAll<T>(
    conditions: readonly { condition: Expression; holds: boolean }[],
    span: [number, number],
    run: () => T,
  ): T {
    const paths = new Map<string, JinjaType>();
    const named = new Map<Binding, JinjaType>();
    for (const { condition, holds } of conditions) {
      for (const { expression, type } of narrow(condition, holds, this.known)) {
        const path = this.pathOf(expression);
        if (path === undefined || type.kind === 'unknown') continue;
        paths.set(path, type);
        if (expression.kind === 'name') named.set(this.environment.find(expression.name) as Binding, type);
      }
    }
    return this.environment.refined(paths, named, span, run);
  }

  /** A variable, or a property of one, as text that no other has; undefined for what can change while it is looked at. */
  private pathOf(expression: Expression): string | undefined {
    const parts: string[] = [];
    for (let at = expression; ;) {
      if (at.kind === 'name') {
        const binding = this.environment.find(at.name);
        return binding && [this.environment.idOf(binding), ...parts.reverse()].join('.');
      }
      if (parts.length >= MAX_PATH) return undefined;
      if (at.kind === 'attribute') parts.push(at.name.text);
      else if (at.kind === 'index' && at.index.kind === 'string') parts.push(at.index.value);
      else if (at.kind === 'index' && at.index.kind === 'number') parts.push(`[${at.index.text}]`);
      else return undefined;
      at = at.object;
    }
  }

  private refined(expression: Expression, type: JinjaType): JinjaType {
    if (!this.environment.isRefined) return type;
    const path = this.pathOf(expression);
    return (path !== undefined && this.environment.refinement(path)) || type;
  }

  private read(expression: Expression, role: NameRole): JinjaType {
    switch (expression.kind) {
      case 'string':
        return { kind: 'literal', value: expression.value };
      case 'number':
        return numberType(expression.text);
      case 'bool':
        return { kind: 'literal', value: expression.value };
      case 'none':
        return NONE;
      case 'name':
        return this.name(expression, role);
      case 'attribute':
        return this.attribute(expression, false);
      case 'index': {
        const object = this.type(expression.object, 'object');
        this.type(expression.index);
        if (expression.index.kind === 'string') this.member(object, expression.index.value, inner(expression.index));
        return this.refined(expression, indexed(object, expression.index, this.types));
      }
      case 'slice': {
        const object = this.type(expression.object, 'object');
        for (const bound of [expression.start, expression.stop, expression.step]) if (bound) this.type(bound);
        return sliced(object);
      }
      case 'call':
        return this.call(expression);
      case 'filter': {
        const input = this.type(expression.object, 'object');
        return this.filter(expression, input, expression.object, expression.span.end);
      }
      case 'test': {
        const subject = this.type(expression.object, 'object');
        const args = this.arguments(expression.arguments);
        this.sites.push({ kind: 'test', expression, subject, arguments: args });
        return BOOL;
      }
      case 'unary':
        this.type(expression.operand);
        return expression.operator === 'not' ? BOOL : NUMBER;
      case 'binary':
        return this.binary(expression);
      case 'conditional': {
        const { condition, yes, no } = expression;
        this.type(condition);
        const type = this.where(condition, true, [yes.span.start, yes.span.end], () => this.type(yes));
        if (!no) return type;
        return union(
          type,
          this.where(condition, false, [no.span.start, no.span.end], () => this.type(no)),
        );
      }
      case 'list': {
        const items = expression.items.map((item) => this.type(item));
        return listOf(union(...items));
      }
      case 'tuple':
        return { kind: 'tuple', items: expression.items.map((item) => this.type(item)) };
      case 'map': {
        const values = expression.entries.map(({ key, value }) => {
          this.type(key);
          return this.type(value);
        });
        return mapOf(STRING, union(...values));
      }
      case 'missing':
        return UNKNOWN;
    }
  }

  private name(expression: Extract<Expression, { kind: 'name' }>, role: NameRole): JinjaType {
    const { name, span } = expression;
    const entry: ScopeEntry | undefined =
      this.environment.find(name)?.entry ?? globalEntry(name, this.prompt, this.types);
    // In a statement that prompts cannot use, names may come from it.
    if (!entry && this.refused) return UNKNOWN;
    this.sites.push({ kind: 'name', name, span, role, ...(entry && { entry }) });
    if (!entry) return UNKNOWN;
    this.refer(span, entry.symbol);
    return this.refined(expression, entry.type);
  }

  private attribute(expression: Extract<Expression, { kind: 'attribute' }>, called: boolean): JinjaType {
    const object = this.type(expression.object, 'object');
    const { name } = expression;
    if (!name.text) return UNKNOWN;
    const found = access(object, name.text, called, this.types);
    const { member, lacking } = found;
    this.sites.push({ kind: 'attribute', expression, object, called, lacking, ...(member && { member }) });
    this.references(found.members, name.span);
    return this.refined(expression, found.type);
  }

  /** Notes what a property named in a text stands for. */
  private member(object: JinjaType, name: string, span: TemplateSpan | undefined): Access {
    const found = access(object, name, false, this.types);
    if (span) this.references(found.members, span);
    return found;
  }

  private references(members: readonly Member[], span: TemplateSpan): void {
    for (const { symbol } of members) this.refer(span, symbol);
  }

  private call(expression: Extract<Expression, { kind: 'call' }>): JinjaType {
    const { callee } = expression;
    let type: JinjaType;
    if (callee.kind === 'attribute') {
      type = this.attribute(callee, true);
      this.typed.set(callee, type);
    } else type = this.type(callee, 'callee');
    const args = this.arguments(expression.arguments);
    this.sites.push({ kind: 'call', expression, callee: type, arguments: args });
    const signature = signatureOf(type);
    if (!signature) return UNKNOWN;
    this.named(expression.arguments, signature);
    if (signature === OUTPUT_FORMAT) this.hoisted(expression.arguments);
    return signature.returns;
  }

  private arguments(list: readonly CallArgument[]): readonly TypedArgument[] {
    return list.map((argument) => ({ argument, type: this.type(argument.value) }));
  }

  private named(list: readonly CallArgument[], signature: Signature): void {
    for (const { name } of list) {
      if (name) this.refer(name.span, signature.parameters.find((one) => one.name === name.text)?.symbol);
    }
  }

  /** `hoist_classes=["Person"]`: classes named in texts. */
  private hoisted(list: readonly CallArgument[]): void {
    const given = list.find(({ name }) => name?.text === 'hoist_classes')?.value;
    if (given?.kind !== 'list' && given?.kind !== 'tuple') return;
    for (const item of given.items) {
      const span = inner(item);
      if (item.kind === 'string' && span) this.refer(span, this.types.scope.class(item.value)?.symbol);
    }
  }

  /** A filter on a value; `end` is where the filter ends in the file. */
  filter(call: FilterCall, input: JinjaType, object: Expression | undefined, end: number): JinjaType {
    const args = this.arguments(call.arguments);
    this.sites.push({ kind: 'filter', call, input, arguments: args, end, ...(object && { object }) });
    const fact = FILTERS.get(call.name.text);
    if (!fact) return UNKNOWN;
    if (fact.path) this.path(fact, call.arguments, itemOf(input));
    return filterResult(fact, input, args, this.types);
  }

  /** `map(attribute="a.b")`: properties of the items, named in a text. */
  private path(fact: FilterFact, list: readonly CallArgument[], item: JinjaType): void {
    const { name, position } = fact.path!;
    const given =
      list.find((argument) => argument.name?.text === name) ?? (position !== undefined ? list[position] : undefined);
    const span = given && inner(given.value);
    if (given?.value.kind !== 'string' || !span || given.spread || (given.name && given.name.text !== name)) return;
    // What is missing has a substitute.
    const substituted = list.some((argument) => argument.name?.text === 'default');
    let object = item;
    let at = span.start;
    for (const part of given.value.value.split('.', 20)) {
      const place = { start: at, end: at + part.length };
      const { lacking, type } = this.member(object, part, place);
      if (!substituted) this.sites.push({ kind: 'path', name: part, span: place, object, lacking });
      object = type;
      at = place.end + 1;
    }
  }

  private binary(expression: Extract<Expression, { kind: 'binary' }>): JinjaType {
    const { operator, left, right } = expression;
    const first = this.type(left);
    if (operator === 'and' || operator === 'or') {
      const second = this.where(left, operator === 'and', [right.span.start, right.span.end], () => this.type(right));
      return operatorResult(operator, first, second);
    }
    const second = this.type(right);
    if (COMPARISONS.has(operator)) {
      this.sites.push({ kind: 'comparison', expression, left: first, right: second });
      this.enumText(first, right);
      this.enumText(operator === 'in' || operator === 'not in' ? itemOf(second) : second, left);
    }
    return operatorResult(operator, first, second);
  }

  /** `color == "Red"`, `color in ["Red", "Blue"]`: the text names a value of the enum. */
  private enumText(type: JinjaType, text: Expression): void {
    const one = nonNull(type);
    if (one.kind !== 'enum') return;
    const texts = text.kind === 'list' || text.kind === 'tuple' ? text.items : [text];
    const owner = this.types.scope.enum(one.name);
    for (const item of texts) {
      const span = inner(item);
      if (item.kind !== 'string' || !span) continue;
      if (!owner || !memberNamed(owner.values, item.value)) continue;
      this.refer(span, { kind: 'value', name: item.value, owner: owner.owner });
    }
  }
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in']);

/** How a value of the type is called; undefined when it cannot be, or nothing is known. */
export function signatureOf(type: JinjaType): Signature | undefined {
  const [one, ...others] = alternatives(type);
  if (!one || others.length) return undefined;
  return one.kind === 'callable' || one.kind === 'object' ? one.signature : undefined;
}

/** The text of a string between its quotes, when it stands there as it is. */
function inner(expression: Expression): TemplateSpan | undefined {
  if (expression.kind !== 'string') return undefined;
  const { start, end } = expression.span;
  return end - start === expression.value.length + 2 ? { start: start + 1, end: end - 1 } : undefined;
}
