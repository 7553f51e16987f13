/** Walks the tree of a template: expressions to values, nodes to text, roles and media. */
import type { AssignTarget, CallArgument, Expression, TemplateNode, TemplateSpan } from '../../ir/template';
import { Args } from './args';
import type { Budget } from './failure';
import { fail, invalid, PromptFailure } from './failure';
import { applyFilter } from './filters';
import { callMethod } from './methods';
import { applyBinary, negate, slice } from './operators';
import { collect, join, printOutput, type Sink } from './print';
import { applyTest } from './tests';
import { weigh } from './weight';
import { property } from './property';
import {
  iterateOrFail,
  kindName,
  list,
  mapOf,
  pairs,
  plainText,
  put,
  Scope,
  truthy,
  type LoopValue,
  type MacroValue,
  type Marker,
  type Value,
} from './values';

export class Evaluator {
  /** Which template is being rendered, for the places of failures. */
  private template: number;

  constructor(
    readonly budget: Budget,
    template = 0,
  ) {
    this.template = template;
  }

  /** Renders nodes in a scope. */
  render(nodes: readonly TemplateNode[], scope: Scope, sink: Sink): void {
    for (const node of nodes) this.budget.nested(() => this.node(node, scope, sink));
  }

  private node(node: TemplateNode, scope: Scope, sink: Sink): void {
    this.budget.spend(1);
    switch (node.kind) {
      case 'text':
        this.budget.spendLength(node.text.length);
        return sink.text(node.text);
      case 'output':
        return printOutput(this.counting(sink), this.evaluate(node.expression, scope));
      case 'if': {
        const branch = node.branches.find(({ condition }) => truthy(this.evaluate(condition, scope)));
        return this.render(branch?.body ?? node.otherwise ?? [], scope, sink);
      }
      case 'for': {
        const value = this.evaluate(node.iterable, scope);
        const items = this.at(node.iterable.span, () => iterateOrFail(value));
        return this.loop(node, { items, isText: plainText(value) !== undefined }, scope, sink, 1);
      }
      case 'set':
        return this.assign(node.target, this.evaluate(node.value, scope), scope);
      case 'setBlock': {
        const parts: (string | Marker)[] = [];
        this.render(node.body, new Scope(scope), collect(parts));
        let value: Value = join(parts);
        for (const filter of node.filters) {
          const given: Value = value;
          const args = this.args(filter.arguments, scope);
          value = this.at(filter.name.span, () => applyFilter(filter.name.text, given, args, this));
        }
        return this.assign(node.target, value, scope);
      }
      case 'macro': {
        const parameters = node.parameters.map((parameter) => ({ ...parameter, name: parameter.name.text }));
        const { body, name } = node;
        return scope.set(name.text, {
          kind: 'macro',
          name: name.text,
          parameters,
          body,
          scope,
          template: this.template,
        });
      }
      case 'refused':
        return this.at(node.span, () => fail(`\`{% ${node.statement} %}\` cannot be used in BAML prompts`));
    }
  }

  private loop(
    node: Extract<TemplateNode, { kind: 'for' }>,
    over: Pick<LoopValue, 'items' | 'isText'>,
    outer: Scope,
    sink: Sink,
    depth: number,
  ): void {
    const scope = new Scope(outer);
    const { filter } = node;
    let { items } = over;
    if (filter) {
      items = items.filter((item) => {
        this.budget.spend(1);
        this.assign(node.target, item, scope);
        return truthy(this.evaluate(filter, scope));
      });
    }
    const again = (value: Value): Value => {
      const parts: (string | Marker)[] = [];
      const inner = { items: iterateOrFail(value), isText: plainText(value) !== undefined };
      this.budget.nested(() => this.loop(node, inner, outer, collect(parts), depth + 1));
      return join(parts);
    };
    const isText = over.isText && !filter;
    const loop: LoopValue = { kind: 'loop', items, isText, index: 0, depth, ...(node.recursive ? { again } : {}) };
    scope.set('loop', loop);
    for (let index = 0; index < items.length; index++) {
      this.budget.spend(1);
      loop.index = index;
      this.assign(node.target, items[index], scope);
      this.render(node.body, scope, sink);
    }
    if (!items.length && node.otherwise) this.render(node.otherwise, outer, sink);
  }

  private assign(target: AssignTarget, value: Value, scope: Scope): void {
    if (target.kind === 'name') return scope.set(target.name, value);
    this.at(target.span, () => {
      if (target.kind === 'attribute') {
        const object = this.evaluate(target.object, scope);
        if (typeof object !== 'object' || object?.kind !== 'map' || !object.namespace) {
          return invalid(`can only assign to namespaces, not ${kindName(object)}`);
        }
        put(object, target.name.text, value);
        weigh(object);
        return;
      }
      const items = typeof value === 'object' && value?.kind === 'list' ? value.items : undefined;
      if (!items) return fail('cannot unpack: value is not iterable');
      const expected = target.items.length;
      if (items.length !== expected) {
        fail(`cannot unpack: sequence of wrong length (expected ${expected}, got ${items.length})`);
      }
      target.items.forEach((item, index) => this.assign(item, items[index], scope));
    });
  }

  /** The value of an expression. */
  evaluate(expression: Expression, scope: Scope): Value {
    this.budget.spend(1);
    return this.budget.nested(() =>
      this.at(expression.span, () => {
        const value = this.expression(expression, scope);
        weigh(value);
        return value;
      }),
    );
  }

  private expression(expression: Expression, scope: Scope): Value {
    switch (expression.kind) {
      case 'string':
        return expression.value;
      case 'number':
        return number(expression.text);
      case 'bool':
        return expression.value;
      case 'none':
        return null;
      case 'name':
        return scope.get(expression.name);
      case 'attribute':
        return property(this.evaluate(expression.object, scope), expression.name.text);
      case 'index':
        return property(this.evaluate(expression.object, scope), this.evaluate(expression.index, scope));
      case 'slice': {
        const bound = (part: Expression | undefined): Value => part && this.evaluate(part, scope);
        const object = this.evaluate(expression.object, scope);
        this.budget.spend(weigh(object));
        return slice(object, bound(expression.start), bound(expression.stop), bound(expression.step));
      }
      case 'call':
        return this.callExpression(expression, scope);
      case 'filter': {
        const value = this.evaluate(expression.object, scope);
        return applyFilter(expression.name.text, value, this.args(expression.arguments, scope), this);
      }
      case 'test': {
        const value = this.evaluate(expression.object, scope);
        this.budget.spend(weigh(value) / 8);
        return applyTest(expression.name.text, value, this.args(expression.arguments, scope)) !== expression.negated;
      }
      case 'unary': {
        const operand = this.evaluate(expression.operand, scope);
        return expression.operator === 'not' ? !truthy(operand) : negate(operand);
      }
      case 'binary': {
        const left = this.evaluate(expression.left, scope);
        if (expression.operator === 'or') return truthy(left) ? left : this.evaluate(expression.right, scope);
        if (expression.operator === 'and') return truthy(left) ? this.evaluate(expression.right, scope) : left;
        return applyBinary(expression.operator, left, this.evaluate(expression.right, scope), this.budget);
      }
      case 'conditional':
        if (truthy(this.evaluate(expression.condition, scope))) return this.evaluate(expression.yes, scope);
        return expression.no && this.evaluate(expression.no, scope);
      case 'list':
      case 'tuple':
        return list(expression.items.map((item) => this.evaluate(item, scope)));
      case 'map': {
        const map = mapOf([]);
        for (const { key, value } of expression.entries)
          put(map, this.evaluate(key, scope), this.evaluate(value, scope));
        return map;
      }
      case 'missing':
        return fail('this expression is not complete');
    }
  }

  private callExpression(expression: Extract<Expression, { kind: 'call' }>, scope: Scope): Value {
    const { callee } = expression;
    if (callee.kind === 'attribute') {
      const object = this.evaluate(callee.object, scope);
      const args = this.args(expression.arguments, scope);
      const found = property(object, callee.name.text);
      return isCallable(found) ? this.call(found, args) : callMethod(object, callee.name.text, args, this.budget);
    }
    if (callee.kind === 'name' && !scope.has(callee.name)) {
      return fail(`unknown function: ${callee.name} is unknown`);
    }
    const value = this.evaluate(callee, scope);
    return this.call(value, this.args(expression.arguments, scope));
  }

  /** Calls a function, a macro, a recursive loop or `ctx.output_format`. */
  call(value: Value, args: Args): Value {
    if (typeof value === 'object' && value !== null) {
      if (value.kind === 'function' || value.kind === 'outputFormat') return value.call(args);
      if (value.kind === 'macro') return this.macro(value, args);
      if (value.kind === 'loop') {
        if (!value.again) return invalid('cannot recurse because of missing recursive flag');
        const items = args.required();
        args.done();
        return value.again(items);
      }
    }
    return invalid(`value of type ${kindName(value)} is not callable`);
  }

  private macro(macro: MacroValue, args: Args): Value {
    const scope = new Scope(macro.scope);
    if (args.positional.length > macro.parameters.length) fail('too many arguments');
    const unknown = new Set(args.named.keys());
    const before = this.template;
    this.template = macro.template;
    macro.parameters.forEach((parameter, index) => {
      if (index < args.positional.length && unknown.has(parameter.name)) {
        fail(`too many arguments: duplicate argument \`${parameter.name}\``);
      }
      const given = index < args.positional.length ? args.positional[index] : args.named.get(parameter.name);
      unknown.delete(parameter.name);
      scope.set(
        parameter.name,
        given === undefined && parameter.default ? this.evaluate(parameter.default, macro.scope) : given,
      );
    });
    for (const name of unknown) fail(`too many arguments: unknown keyword argument \`${name}\``);
    const parts: (string | Marker)[] = [];
    this.budget.nested(() => this.render(macro.body, scope, collect(parts)));
    this.template = before;
    return join(parts);
  }

  private args(list: readonly CallArgument[], scope: Scope): Args {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    for (const argument of list) {
      const value = this.evaluate(argument.value, scope);
      if (argument.name) named.set(argument.name.text, value);
      else if (argument.spread === 'list') for (const item of iterateOrFail(value)) positional.push(item);
      else if (argument.spread === 'map') {
        for (const [key, entry] of pairs(value) ?? invalid(`${kindName(value)} cannot be spread with **`)) {
          named.set(plainText(key) ?? '', entry);
        }
      } else positional.push(value);
    }
    return new Args(positional, named);
  }

  /** Runs something; a failure in it that has no place yet gets this one. */
  private at<T>(span: TemplateSpan, run: () => T): T {
    const { template } = this;
    try {
      return run();
    } catch (error) {
      if (error instanceof PromptFailure) error.place ??= { span, template };
      throw error;
    }
  }

  /** Text that goes to the output is paid for. */
  private counting(sink: Sink): Sink {
    return {
      text: (text) => {
        this.budget.spendLength(text.length);
        sink.text(text);
      },
      marker: (marker) => sink.marker(marker),
    };
  }
}

function isCallable(value: Value): boolean {
  return typeof value === 'object' && value !== null && ['function', 'macro', 'outputFormat'].includes(value.kind);
}

function number(text: string): Value {
  return /[.eE]/.test(text) ? Number(text) : BigInt(text);
}
