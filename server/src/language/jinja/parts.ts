/** What the trees of templates are made of, one level down, in order of the text. */
import type { AssignTarget, Expression, FilterCall, TemplateNode } from '../../ir/template';

/** The expressions directly inside an expression. */
export function expressionParts(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'attribute':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'slice':
      return present(expression.object, expression.start, expression.stop, expression.step);
    case 'call':
      return [expression.callee, ...expression.arguments.map(({ value }) => value)];
    case 'filter':
    case 'test':
      return [expression.object, ...callParts(expression)];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return present(expression.yes, expression.condition, expression.no);
    case 'list':
    case 'tuple':
      return expression.items;
    case 'map':
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    default:
      return [];
  }
}

/** The expressions and nodes directly inside a node. */
export function nodeParts(node: TemplateNode): {
  readonly expressions: readonly Expression[];
  readonly nodes: readonly TemplateNode[];
} {
  switch (node.kind) {
    case 'output':
      return { expressions: [node.expression], nodes: [] };
    case 'if':
      return {
        expressions: node.branches.map(({ condition }) => condition),
        nodes: [...node.branches.flatMap(({ body }) => body), ...(node.otherwise ?? [])],
      };
    case 'for':
      return {
        expressions: [...targetParts(node.target), ...present(node.iterable, node.filter)],
        nodes: [...node.body, ...(node.otherwise ?? [])],
      };
    case 'set':
      return { expressions: [...targetParts(node.target), node.value], nodes: [] };
    case 'setBlock':
      return { expressions: [...targetParts(node.target), ...node.filters.flatMap(callParts)], nodes: node.body };
    case 'macro':
      return { expressions: node.parameters.flatMap((parameter) => parameter.default ?? []), nodes: node.body };
    case 'refused':
      return { expressions: [], nodes: node.body };
    case 'text':
      return { expressions: [], nodes: [] };
  }
}

function targetParts(target: AssignTarget): readonly Expression[] {
  if (target.kind === 'attribute') return [target.object];
  return target.kind === 'tuple' ? target.items.flatMap(targetParts) : [];
}

function callParts({ arguments: args }: FilterCall): readonly Expression[] {
  return args.map(({ value }) => value);
}

function present(...expressions: readonly (Expression | undefined)[]): Expression[] {
  return expressions.filter((expression) => expression !== undefined);
}
