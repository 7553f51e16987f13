/**
 * One name, one thing: blocks of a project share a namespace across files (generators have their own, tests are told
 * apart by their function); fields, values, parameters and properties are unique in their block.
 */
import type { Diagnostic } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import { aKind } from '../semantics/kindNames';
import type { Located, Symbols } from '../semantics/symbols';
import { testedFunctions } from '../semantics/tests';
import type { ClassDecl, Declaration, EnumDecl, Name, Property } from '../syntax/ast';
import type { Check, Report } from './check';

const CODE = 'duplicate-names';

export const duplicateNames: Check = (file, symbols, report) => {
  const { generators, tests, built } = indexOf(symbols);
  for (const decl of file.ast.declarations) {
    if (decl.kind === 'generator') blocks(decl, generators.get(decl.name?.text ?? ''), report);
    else if (decl.kind !== 'test' && decl.kind !== 'let') {
      const name = decl.name?.text ?? '';
      blocks(decl, [...(symbols.names.get(name) ?? []).slice(0, 20), ...(built.get(name) ?? [])], report);
    }
    members(decl, report);
    if (decl.kind === 'test') {
      testNames(decl, tests, report);
      for (const { declarations } of decl.typeBuilders) {
        for (const inner of declarations) {
          if (inner.kind !== 'alias') members(inner, report);
          if (inner.kind === 'alias' || !inner.dynamic)
            blocks(inner, symbols.names.get(inner.name?.text ?? ''), report);
        }
      }
    }
  }
};

interface Index {
  readonly generators: ReadonlyMap<string, Located<Declaration>[]>;
  /** By function and name. */
  readonly tests: ReadonlyMap<string, Located<TestDecl>[]>;
  /** New types of type builders. */
  readonly built: ReadonlyMap<string, Located<Declaration>[]>;
}

const indexes = new WeakMap<Symbols, Index>();

function indexOf(symbols: Symbols): Index {
  let index = indexes.get(symbols);
  if (!index) {
    index = { generators: byName(symbols.generators), tests: testsByFunction(symbols), built: builtTypes(symbols) };
    indexes.set(symbols, index);
  }
  return index;
}

function blocks(decl: Declaration, same: readonly Located<Declaration>[] | undefined, report: Report): void {
  // A few are enough to say where: with thousands of one name, each would list all others.
  const others = same?.slice(0, 20).filter((other) => other.decl !== decl) ?? [];
  if (!decl.name || !others.length) return;
  const kinds = [...new Set(others.map((other) => aKind(other.decl.kind)))].join(', ');
  report(
    'error',
    CODE,
    decl.name.span,
    `\`${decl.name.text}\` is declared more than once, also as ${kinds}. Rename one of them.`,
    {
      related: others.slice(0, 20).map((other) => seeAlso(other.file, other.decl.name!)),
    },
  );
}

function seeAlso(file: SourceFile, name: Name): NonNullable<Diagnostic['related']>[number] {
  return { uri: file.uri, span: name.span, message: `\`${name.text}\` is declared here too.` };
}

function members(decl: Declaration, report: Report): void {
  const owner = decl.name ? ` of \`${decl.name.text}\`` : '';
  if (decl.kind === 'class')
    repeated(
      fieldNames(decl),
      'error',
      (name) => `A field \`${name}\`${owner} exists already. Rename or remove this one.`,
      report,
    );
  if (decl.kind === 'enum')
    repeated(
      valueNames(decl),
      'error',
      (name) => `A value \`${name}\`${owner} exists already. Rename or remove this one.`,
      report,
    );
  if (decl.kind === 'function' || decl.kind === 'template') {
    const names = decl.parameters.map(({ name }) => name);
    repeated(
      names,
      'warning',
      (name) => `A parameter \`${name}\`${owner} exists already; the last one counts. Rename one.`,
      report,
    );
  }
  if ('properties' in decl) {
    const strict = decl.kind === 'test' || decl.kind === 'generator';
    repeated(
      decl.properties.map((property: Property) => property.name),
      strict ? 'error' : 'warning',
      (name) => `\`${name}\` is set already${strict ? '' : '; the last one counts'}. Remove one of them.`,
      report,
    );
  }
}

function fieldNames(decl: ClassDecl): Name[] {
  return decl.fields.map(({ name }) => name);
}

function valueNames(decl: EnumDecl): Name[] {
  return decl.values.map(({ name }) => name);
}

function repeated(
  names: readonly Name[],
  severity: 'error' | 'warning',
  message: (name: string) => string,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const { text, span } of names) {
    if (seen.has(text)) report(severity, CODE, span, message(text));
    seen.add(text);
  }
}

function byName<D extends Declaration>(all: readonly Located<D>[]): Map<string, Located<D>[]> {
  const found = new Map<string, Located<D>[]>();
  for (const located of all) if (located.decl.name) push(found, located.decl.name.text, located);
  return found;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** New types that type builders declare. Two tests may declare the same one; a type of the project may not. */
function builtTypes(symbols: Symbols): Map<string, Located<Declaration>[]> {
  const found = new Map<string, Located<Declaration>[]>();
  for (const { file, decl } of symbols.tests) {
    for (const { declarations } of decl.typeBuilders) {
      for (const inner of declarations) {
        if (inner.name && (inner.kind === 'alias' || !inner.dynamic))
          push(found, inner.name.text, { file, decl: inner });
      }
    }
  }
  return found;
}

type TestDecl = Extract<Declaration, { kind: 'test' }>;

function testsByFunction(symbols: Symbols): Map<string, Located<TestDecl>[]> {
  const found = new Map<string, Located<TestDecl>[]>();
  for (const located of symbols.tests) {
    if (!located.decl.name) continue;
    for (const { value } of testedFunctions(located.decl)) {
      push(found, `${value}\n${located.decl.name.text}`, located);
    }
  }
  return found;
}

function testNames(test: TestDecl, all: ReadonlyMap<string, Located<TestDecl>[]>, report: Report): void {
  if (!test.name) return;
  for (const { value, span } of testedFunctions(test)) {
    const others = (all.get(`${value}\n${test.name.text}`) ?? []).filter(({ decl }) => decl !== test);
    if (!others.length) continue;
    report(
      'error',
      CODE,
      span,
      `\`${value}\` has more than one test named \`${test.name.text}\`. Rename one of them.`,
      {
        related: others.slice(0, 20).map((other) => seeAlso(other.file, other.decl.name!)),
      },
    );
  }
}
