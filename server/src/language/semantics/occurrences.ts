/**
 * Every place of a file where a name stands for something declared, in order of position: in code, in properties, in
 * test arguments and in templates.
 */
import { analyseTemplates, templateAt } from '../jinja/analyse';
import type { Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import type {
  AliasDecl,
  ClassDecl,
  ClientDecl,
  Declaration,
  EnumDecl,
  FunctionDecl,
  Name,
  ParameterDecl,
  StringValue,
  TestDecl,
  TypeExpr,
} from '../syntax/ast';
import { expressionOccurrences } from './expressionOccurrences';
import type { Occurrence, SymbolId } from './occurrence';
import { nameSpan, stringSpan } from './nameSpan';
import { propertyOf, typeExpressions } from './resolve';
import { strategyItems } from './reach';
import { perFile, type Symbols } from './symbols';
import { argumentOccurrences } from './testArgumentOccurrences';
import { propertyValues } from './propertyValues';
import { testScope, typeScope, type TypeScope } from './typeScope';

/**
 * The occurrences of a file, sorted by offset. Several may share a place: a key of a test argument belongs to every
 * class of a union that has such a field.
 */
export const occurrencesOf = perFile((file: SourceFile, symbols: Symbols): readonly Occurrence[] => {
  const list: Occurrence[] = [];
  const scope = typeScope(symbols);
  for (const decl of file.ast.declarations) new Collector(file, symbols, scope, list).declaration(decl);
  for (const { occurrences } of analyseTemplates(file, symbols)) for (const one of occurrences) list.push(one);
  return list.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
});

/**
 * What the name at an offset stands for: the name around it, or the one that ends there. Mostly one; see above. Reads only the
 * block around the offset, since most are asked right behind a keystroke, when nothing is known of the file yet.
 */
export function occurrencesAt(file: SourceFile, symbols: Symbols, offset: number): readonly Occurrence[] {
  const around = ({ span }: { span: Span }): boolean => span.start <= offset && offset <= span.end;
  const list: Occurrence[] = [];
  const scope = typeScope(symbols);
  for (const decl of file.ast.declarations) {
    if (around(decl)) new Collector(file, symbols, scope, list).declaration(decl);
  }
  const found = [...list, ...(templateAt(file, symbols, offset)?.occurrences ?? [])].filter(around);
  // Where a name ends another may begin: the later one is meant.
  const start = Math.max(...found.map(({ span }) => span.start));
  return found.filter(({ span }) => span.start === start);
}

class Collector {
  constructor(
    private readonly file: SourceFile,
    private readonly symbols: Symbols,
    private readonly scope: TypeScope,
    private readonly list: Occurrence[],
  ) {}

  declaration(decl: Declaration): void {
    switch (decl.kind) {
      case 'class':
      case 'enum':
      case 'alias':
        return this.type(decl);
      case 'function':
        return this.function(decl);
      case 'template':
        this.declare(decl.name, { kind: 'template', name: decl.name?.text ?? '' });
        return this.parameters(decl.parameters, this.ownerName(decl));
      case 'client':
        return this.client(decl);
      case 'retry':
      case 'generator':
        return this.declare(decl.name, { kind: decl.kind, name: decl.name?.text ?? '' });
      case 'test':
        return this.test(decl);
    }
  }

  private type(decl: ClassDecl | EnumDecl | AliasDecl): void {
    const { kind } = decl;
    const name = decl.name?.text ?? '';
    const local = this.scope.local(decl);
    const symbol: SymbolId = { kind, name, ...(local !== undefined && { owner: local }) };
    if (kind !== 'alias' && decl.dynamic) {
      const target = this.scope[kind](name);
      if (decl.name && target) this.refer(decl.name, target.symbol, 'code');
    } else this.declare(decl.name, symbol);
    if (kind === 'alias') return this.types(decl.type);
    const owner = local ?? this.ownerName(decl);
    if (kind === 'class') {
      for (const field of decl.fields) {
        this.declare(field.name, { kind: 'field', name: field.name.text, owner });
        this.types(field.type);
      }
    } else {
      for (const { name: value } of decl.values) this.declare(value, { kind: 'value', name: value.text, owner });
    }
  }

  private function(decl: FunctionDecl): void {
    this.declare(decl.name, { kind: 'function', name: decl.name?.text ?? '' });
    this.parameters(decl.parameters, this.ownerName(decl));
    this.types(decl.returns);
    for (const value of propertyValues(decl.properties, 'client')) this.clientName(value);
    if (decl.expression) expressionOccurrences(this.file, this.symbols, decl, this.ownerName(decl), this.list);
  }

  private client(decl: ClientDecl): void {
    this.declare(decl.name, { kind: 'client', name: decl.name?.text ?? '' });
    for (const value of propertyValues(decl.properties, 'retry_policy')) {
      if (this.symbols.retries.has(value.value)) this.referValue(value, { kind: 'retry', name: value.value });
    }
    for (const value of strategyItems(decl)) this.clientName(value);
  }

  private test(decl: TestDecl): void {
    const inside = new Collector(this.file, this.symbols, testScope(this.scope, this.file, decl), this.list);
    if (decl.name) {
      const owner = `${this.file.uri}#${decl.name.span.start}`;
      this.declare(decl.name, { kind: 'test', name: decl.name.text, owner });
    }
    const functions = propertyOf(decl.properties, 'functions')?.value;
    for (const item of functions?.kind === 'list' ? functions.items : []) {
      if (item.kind === 'string' && this.symbols.functions.has(item.value))
        this.referValue(item, { kind: 'function', name: item.value });
    }
    for (const builder of decl.typeBuilders) for (const inner of builder.declarations) inside.type(inner);
    argumentOccurrences(this.file, this.symbols, inside.scope, decl, this.list);
  }

  private parameters(parameters: readonly ParameterDecl[], owner: string): void {
    for (const { name, type } of parameters) {
      this.declare(name, { kind: 'parameter', name: name.text, owner });
      this.types(type);
    }
  }

  private types(whole: TypeExpr | undefined): void {
    for (const type of typeExpressions(whole)) {
      if (type.kind !== 'name') continue;
      const target = this.scope.named(type.name);
      if (target) this.list.push({ span: type.span, symbol: target.symbol, role: 'reference', where: 'code' });
    }
  }

  private clientName(value: StringValue): void {
    if (this.symbols.clients.has(value.value)) this.referValue(value, { kind: 'client', name: value.value });
  }

  private declare(name: Name | undefined, symbol: SymbolId): void {
    if (name) this.list.push({ span: nameSpan(this.file, name), symbol, role: 'declaration', where: 'code' });
  }

  private refer(name: Name, symbol: SymbolId, where: Occurrence['where']): void {
    this.list.push({ span: nameSpan(this.file, name), symbol, role: 'reference', where });
  }

  private referValue(value: StringValue, symbol: SymbolId): void {
    const span = stringSpan(this.file, value);
    if (span) this.list.push({ span, symbol, role: 'reference', where: 'value' });
  }

  /** What members belong to; a block that has no name yet is told apart by its place. */
  private ownerName(decl: Declaration): string {
    return decl.name?.text ?? `${this.file.uri}#${decl.span.start}`;
  }
}
