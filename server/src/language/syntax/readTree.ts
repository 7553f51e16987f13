/** Tree to plain data. Reads what is there; never reports, since the parser did. */
import type { Span } from '../diagnostic';
import type {
  AliasDecl,
  Attribute,
  ClassDecl,
  Declaration,
  EnumDecl,
  FieldDecl,
  FileAst,
  Name,
  ParameterDecl,
  Property,
  StringValue,
  TypeBuilder,
  TypeExpr,
  ValueDecl,
} from './ast';
import type { NodeKind } from './kinds';
import { isTrivia } from './kinds';
import { readAttributes } from './readAttribute';
import { readType, TYPE_NODES } from './readType';
import { readValue, VALUE_NODES } from './readValue';
import type { Node } from './tree';
import { childNode, childNodes, childToken } from './tree';

export function readFile(root: Node, text: string): FileAst {
  const declarations: Declaration[] = [];
  for (const child of root.children) {
    const declaration = child.token ? undefined : readDeclaration(child, text);
    if (declaration) declarations.push(declaration);
  }
  return { declarations };
}

/** What a top-level node declares; undefined for errors and loose text. */
export function readDeclaration(node: Node, text: string): Declaration | undefined {
  const declared = readDeclared(node, text);
  switch (node.kind) {
    case 'class':
      return readClass(node, text);
    case 'enum':
      return readEnum(node, text);
    case 'alias':
      return readAlias(node, text);
    case 'function': {
      const returns = childNode(node, 'return-type');
      return {
        kind: 'function',
        ...declared,
        ...readParameters(node, text),
        returns: returns && readTypeOf(returns, text),
        returnAttributes: returns ? readAttributes(returns, text) : [],
        expression: childNode(node, 'expression-body') !== undefined,
        ...readProperties(node, text),
      };
    }
    case 'client':
    case 'retry':
    case 'test':
    case 'generator':
      return { kind: node.kind, ...declared, ...readProperties(node, text) };
    case 'template': {
      const body = childNode(node, 'string-value');
      return {
        kind: 'template',
        ...declared,
        ...readParameters(node, text),
        body: body && (readValue(body, text) as StringValue),
      };
    }
    case 'let':
      return { kind: 'let', ...declared, value: letValue(childNode(node, 'expression-body')) };
    default:
      return undefined;
  }
}

/** From behind the `=` to before the `;`. */
function letValue(body: Node | undefined): Span | undefined {
  const pieces = body?.children.filter((child) => !child.token || !isTrivia(child.kind)) ?? [];
  const equals = pieces.findIndex((piece) => piece.token && piece.kind === '=');
  const value = pieces.slice(equals + 1).filter((piece) => !piece.token || piece.kind !== ';');
  return equals < 0 || !value.length ? undefined : { start: value[0]!.start, end: value.at(-1)!.end };
}

function readDeclared(node: Node, text: string): { span: Span; keyword: Span; name?: Name } {
  const keyword = childToken(node, 'word') ?? node;
  return { span: spanOf(node), keyword: spanOf(keyword), name: readName(childNode(node, 'name'), text) };
}

function readClass(node: Node, text: string): ClassDecl {
  const body = childNode(node, 'body');
  return {
    kind: 'class',
    ...readDeclared(node, text),
    dynamic: isDynamic(node, text),
    fields: childNodesOf(body, 'field').map((field) => readField(field, text)),
    attributes: body ? readAttributes(body, text) : [],
  };
}

function readField(node: Node, text: string): FieldDecl {
  return {
    name: readName(childNode(node, 'name'), text)!,
    type: readTypeOf(node, text),
    attributes: readAttributes(node, text),
    span: spanOf(node),
  };
}

function readEnum(node: Node, text: string): EnumDecl {
  const body = childNode(node, 'body');
  return {
    kind: 'enum',
    ...readDeclared(node, text),
    dynamic: isDynamic(node, text),
    values: childNodesOf(body, 'value-member').map((value): ValueDecl => ({
      name: readName(childNode(value, 'name'), text)!,
      attributes: readAttributes(value, text),
      span: spanOf(value),
    })),
    attributes: body ? readAttributes(body, text) : [],
  };
}

function isDynamic(node: Node, text: string): boolean {
  const first = childToken(node, 'word');
  return first !== undefined && text.slice(first.start, first.end) === 'dynamic';
}

function readAlias(node: Node, text: string): AliasDecl {
  return {
    kind: 'alias',
    ...readDeclared(node, text),
    type: readTypeOf(node, text),
    attributes: readAttributes(node, text),
  };
}

function readParameters(node: Node, text: string): { parameters: ParameterDecl[]; parametersUnread?: boolean } {
  const list = childNode(node, 'parameters');
  const parameters = childNodesOf(list, 'parameter').map((parameter) => ({
    name: readName(childNode(parameter, 'name'), text)!,
    type: readTypeOf(parameter, text),
    attributes: readAttributes(parameter, text),
  }));
  const last = list?.children.at(-1);
  const unread = list
    ? !last?.token || last.kind !== ')' || childNode(list, 'error') !== undefined
    : node.kind === 'function' || childNode(node, 'error') !== undefined;
  return unread ? { parameters, parametersUnread: true } : { parameters };
}

function readProperties(
  node: Node,
  text: string,
): { properties: Property[]; attributes: Attribute[]; typeBuilders: TypeBuilder[] } {
  const body = childNode(node, 'body');
  return {
    properties: childNodesOf(body, 'property').map((property) => {
      const value = childNode(property, ...VALUE_NODES);
      return {
        name: readName(childNode(property, 'name'), text)!,
        value: value && readValue(value, text),
        attributes: readAttributes(property, text),
        span: spanOf(property),
      };
    }),
    attributes: body ? readAttributes(body, text) : [],
    typeBuilders: childNodesOf(body, 'type-builder').map((builder) => readTypeBuilder(builder, text)),
  };
}

function readTypeBuilder(node: Node, text: string): TypeBuilder {
  const declarations: (ClassDecl | EnumDecl | AliasDecl)[] = [];
  for (const child of childNode(node, 'body')?.children ?? []) {
    if (child.token) continue;
    if (child.kind === 'class') declarations.push(readClass(child, text));
    if (child.kind === 'enum') declarations.push(readEnum(child, text));
    if (child.kind === 'alias') declarations.push(readAlias(child, text));
  }
  return { span: spanOf(node), keyword: spanOf(childToken(node, 'word') ?? node), declarations };
}

function readTypeOf(node: Node, text: string): TypeExpr | undefined {
  const type = childNode(node, ...TYPE_NODES);
  return type && readType(type, text);
}

function readName(node: Node | undefined, text: string): Name | undefined {
  if (!node) return undefined;
  const source = text.slice(node.start, node.end);
  return { text: source.startsWith('"') ? source.replaceAll('"', '') : source, span: spanOf(node) };
}

function childNodesOf(node: Node | undefined, kind: NodeKind): Node[] {
  return node ? childNodes(node, kind) : [];
}

function spanOf(element: { readonly start: number; readonly end: number }): Span {
  return { start: element.start, end: element.end };
}
