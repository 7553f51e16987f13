/** What the names in test arguments stand for, by the types of the parameters: parameters, fields and enum values. */
import type { SourceFile } from '../project/sourceFile';
import type { MapEntryDecl, StringValue, TestDecl, TypeExpr, ValueExpr } from '../syntax/ast';
import { memberNamed } from './members';
import { nameSpan, stringSpan } from './nameSpan';
import type { Occurrence, SymbolId } from './occurrence';
import { innerTypes } from './resolve';
import type { Symbols } from './symbols';
import { testArguments, testedFunctions } from './tests';
import type { ClassScope, EnumScope, TypeScope } from './typeScope';

/** Adds the occurrences in the `args` of a test. A name may stand for several things: for each function of the test, and for each type of a union. */
export function argumentOccurrences(
  file: SourceFile,
  symbols: Symbols,
  scope: TypeScope,
  test: TestDecl,
  list: Occurrence[],
): void {
  const functions = testedFunctions(test).flatMap(({ value }) => symbols.functions.get(value)?.decl ?? []);
  const reader = new ArgumentReader(file, scope, list);
  for (const { key, value } of testArguments(test)) {
    const types: TypeExpr[] = [];
    for (const { name, parameters } of functions) {
      // Of two parameters of one name the last counts.
      const parameter = parameters.findLast((one) => one.name.text === key.text);
      if (!parameter) continue;
      reader.refer(key, { kind: 'parameter', name: key.text, owner: name!.text });
      if (parameter.type) types.push(parameter.type);
    }
    if (value) reader.value(value, reader.read(types));
  }
}

/** What a value may be, with unions, optionals and aliases resolved. */
interface Expected {
  readonly classes: readonly ClassScope[];
  readonly enums: readonly EnumScope[];
  readonly items: readonly TypeExpr[];
  readonly keys: readonly TypeExpr[];
  readonly values: readonly TypeExpr[];
}

class ArgumentReader {
  /** By type, when a value has only one: the elements of a long list share it. */
  private readonly known = new Map<TypeExpr, Expected>();

  constructor(
    private readonly file: SourceFile,
    private readonly scope: TypeScope,
    private readonly list: Occurrence[],
  ) {}

  /** The parser bounds how deep values nest, so this may recurse. */
  value(value: ValueExpr, expected: Expected): void {
    if (value.kind === 'string') this.enumValue(value, stringSpan(this.file, value), expected.enums);
    if (value.kind === 'list') {
      const items = this.read(expected.items);
      for (const item of value.items) this.value(item, items);
    }
    if (value.kind === 'map') this.map(value.entries, expected);
  }

  refer(name: { readonly text: string; readonly span: Occurrence['span'] }, symbol: SymbolId): void {
    this.list.push({ span: nameSpan(this.file, name), symbol, role: 'reference', where: 'value' });
  }

  /** Each type once; an alias that leads to itself ends there. */
  read(types: readonly TypeExpr[]): Expected {
    const single = types.length === 1 ? types[0] : undefined;
    const known = single && this.known.get(single);
    if (known) return known;
    const classes = new Map<string, ClassScope>();
    const enums = new Map<string, EnumScope>();
    const items: TypeExpr[] = [];
    const keys: TypeExpr[] = [];
    const values: TypeExpr[] = [];
    const aliases = new Set<string>();
    const stack = [...types].reverse();
    for (let type = stack.pop(); type; type = stack.pop()) {
      if (type.kind === 'list') items.push(type.item);
      else if (type.kind === 'map') {
        if (type.key) keys.push(type.key);
        if (type.value) values.push(type.value);
      } else if (type.kind === 'name') {
        const named = this.scope.named(type.name)?.symbol.kind;
        if (named === 'class') classes.set(type.name, this.scope.class(type.name)!);
        if (named === 'enum') enums.set(type.name, this.scope.enum(type.name)!);
        if (named === 'alias' && !aliases.has(type.name)) {
          aliases.add(type.name);
          const target = this.scope.alias(type.name)!.type;
          if (target) stack.push(target);
        }
      } else if (type.kind !== 'tuple') for (const inner of innerTypes(type)) stack.push(inner);
    }
    const expected = { classes: [...classes.values()], enums: [...enums.values()], items, keys, values };
    if (single) this.known.set(single, expected);
    return expected;
  }

  private map(entries: readonly MapEntryDecl[], expected: Expected): void {
    const classes = fitting(expected.classes, entries);
    const keys = this.read(expected.keys);
    for (const { key, value } of entries) {
      const types = [...expected.values];
      for (const { owner, fields } of classes) {
        const field = memberNamed(fields, key.text);
        if (!field) continue;
        this.refer(key, { kind: 'field', name: key.text, owner });
        if (field.type) types.push(field.type);
      }
      this.enumValue({ value: key.text }, nameSpan(this.file, key), keys.enums);
      if (value) this.value(value, this.read(types));
    }
  }

  private enumValue(
    { value: name }: Pick<StringValue, 'value'>,
    span: Occurrence['span'] | undefined,
    enums: readonly EnumScope[],
  ): void {
    if (!span) return;
    for (const { owner, values } of enums) {
      if (memberNamed(values, name))
        this.list.push({ span, symbol: { kind: 'value', name, owner }, role: 'reference', where: 'value' });
    }
  }
}

/** The classes of a union that have the most of the keys: those that the map was probably written for. */
function fitting(classes: readonly ClassScope[], entries: readonly MapEntryDecl[]): readonly ClassScope[] {
  if (classes.length < 2) return classes;
  const count = ({ fields }: ClassScope) => entries.filter(({ key }) => memberNamed(fields, key.text)).length;
  const counts = classes.map(count);
  const most = Math.max(...counts);
  return classes.filter((_, at) => counts[at] === most);
}
