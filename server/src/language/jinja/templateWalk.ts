/** Walks the statements of a template in the order in which they happen. Macros come last: they run when called. */
import type { AssignTarget, TemplateNode } from '../../ir/template';
import type { SymbolId } from '../semantics/occurrence';
import type { CallableType, JinjaType, ScopeEntry } from './analysis';
import { ExpressionWalk } from './expressionWalk';
import { loopObject } from './facts/objects';
import { itemOf } from './filterTypes';
import type { Types } from './members';
import { anything } from './scope';
import { STRING, UNKNOWN, bounded } from './types';

/** Of a very long `{% elif %}` chain only the last conditions are remembered to be false. */
const MAX_EARLIER = 8;

export class TemplateWalk extends ExpressionWalk {
  private readonly macros: (() => void)[] = [];

  constructor(
    types: Types,
    prompt: boolean,
    private readonly uri: string,
  ) {
    super(types, prompt);
  }

  /** Walks a whole template whose text ends at `end`. */
  template(nodes: readonly TemplateNode[], end: number): void {
    this.environment.nested(() => this.nodes(nodes), end);
    // Macros may hold macros: the list grows while it is worked off.
    for (const walkMacro of this.macros) walkMacro();
  }

  private nodes(nodes: readonly TemplateNode[]): void {
    for (const node of nodes) this.node(node);
  }

  private node(node: TemplateNode): void {
    switch (node.kind) {
      case 'text':
        return;
      case 'output':
        this.sites.push({ kind: 'output', expression: node.expression, type: this.type(node.expression) });
        return;
      case 'if':
        return this.if(node);
      case 'for':
        return this.for(node);
      case 'set': {
        const type = this.type(node.value);
        return this.assign(node.target, type, node.span.end);
      }
      case 'setBlock': {
        this.environment.nested(() => this.nodes(node.body), node.span.end);
        let type: JinjaType = STRING;
        for (const filter of node.filters) type = this.filter(filter, type, undefined, filter.name.span.end);
        return this.assign(node.target, type, node.span.end);
      }
      case 'macro':
        return this.macro(node);
      case 'refused':
        this.refused++;
        this.environment.nested(() => this.nodes(node.body), node.span.end);
        this.refused--;
    }
  }

  private if(node: Extract<TemplateNode, { kind: 'if' }>): void {
    const { branches, otherwise } = node;
    const ends = branches.map(
      (_, index) => branches[index + 1]?.condition.span.start ?? otherwise?.[0]?.span.start ?? node.span.end,
    );
    const before: { condition: TemplateNodeCondition; holds: boolean }[] = [];
    const runs: (() => void)[] = [];
    branches.forEach(({ condition, body }, index) => {
      const earlier = before.slice(-MAX_EARLIER);
      const from = condition.span.start;
      const to = ends[index] as number;
      runs.push(() => {
        this.whereAll(earlier, [from, to], () => {
          this.type(condition);
          this.where(condition, true, [condition.span.end, to], () => this.nodes(body));
        });
      });
      before.push({ condition, holds: false });
    });
    if (otherwise) {
      const from = otherwise[0]?.span.start ?? node.span.end;
      runs.push(() => this.whereAll(before.slice(-MAX_EARLIER), [from, node.span.end], () => this.nodes(otherwise)));
      ends.push(node.span.end);
    }
    this.environment.branches(runs, ends, otherwise !== undefined);
  }

  private for(node: Extract<TemplateNode, { kind: 'for' }>): void {
    const { iterable, target, filter, body, otherwise } = node;
    const item = itemOf(this.type(iterable, 'object'));
    const from = (filter ?? iterable).span.end;
    const end = otherwise?.[0]?.span.start ?? node.span.end;
    this.environment.nested(() => {
      this.assign(target, item, filter ? iterable.span.end : from);
      this.environment.bind(
        { name: 'loop', kind: 'builtin', type: loopObject(item, node.recursive) },
        iterable.span.end,
      );
      if (filter) {
        this.type(filter);
        this.where(filter, true, [from, end], () => this.nodes(body));
      } else this.nodes(body);
    }, end);
    if (otherwise) this.nodes(otherwise);
  }

  private assign(target: AssignTarget, type: JinjaType, from: number): void {
    switch (target.kind) {
      case 'name':
        if (target.name) this.declare(target.name, target.span, bounded(type), 'variable', from);
        return;
      case 'tuple': {
        const { items } = target;
        items.forEach((item, index) => {
          const part =
            type.kind === 'tuple' ? (type.items[index] ?? UNKNOWN) : type.kind === 'list' ? type.item : UNKNOWN;
          this.assign(item, part, from);
        });
        return;
      }
      case 'attribute':
        this.type(target.object, 'object');
    }
  }

  /** A name of the current frame; set again, it stays the same symbol. */
  private declare(
    name: string,
    span: { readonly start: number; readonly end: number },
    type: JinjaType,
    kind: 'variable' | 'macro',
    from: number,
  ): ScopeEntry {
    const { symbols } = this.environment.frame;
    const known = symbols.get(name);
    const symbol: SymbolId = known ?? { kind: 'variable', name, owner: `${this.uri}#${span.start}` };
    symbols.set(name, symbol);
    this.occurrences.push({ span, symbol, role: known ? 'reference' : 'declaration', where: 'jinja' });
    const entry: ScopeEntry = { name, kind, type, symbol };
    this.environment.bind(entry, from);
    return entry;
  }

  private macro(node: Extract<TemplateNode, { kind: 'macro' }>): void {
    const { name, parameters, body, span } = node;
    const symbols = parameters.map((parameter): SymbolId => ({
      kind: 'variable',
      name: parameter.name.text,
      owner: `${this.uri}#${parameter.name.span.start}`,
    }));
    const type: CallableType = {
      kind: 'callable',
      name: name.text,
      of: 'macro',
      signature: {
        name: name.text,
        returns: STRING,
        parameters: parameters.map((parameter, index) => ({
          name: parameter.name.text,
          type: UNKNOWN,
          optional: true,
          symbol: symbols[index] as SymbolId,
        })),
      },
    };
    if (name.text) this.declare(name.text, name.span, type, 'macro', name.span.end);
    for (const parameter of parameters) if (parameter.default) this.type(parameter.default);
    const around = this.environment.frame;
    this.macros.push(() => {
      this.environment.unrefined(() => {
        this.environment.nested(
          () => {
            parameters.forEach((parameter, index) => {
              const symbol = symbols[index] as SymbolId;
              const { text, span: place } = parameter.name;
              if (!text) return;
              this.environment.frame.symbols.set(text, symbol);
              this.occurrences.push({ span: place, symbol, role: 'declaration', where: 'jinja' });
              this.environment.bind(anything({ name: text, kind: 'variable', symbol }), name.span.end);
            });
            this.environment.bind(anything({ name: 'caller', kind: 'builtin' }), name.span.end);
            this.nodes(body);
          },
          span.end,
          around,
          true,
        );
      });
    });
  }
}

type TemplateNodeCondition = Extract<TemplateNode, { kind: 'if' }>['branches'][number]['condition'];
