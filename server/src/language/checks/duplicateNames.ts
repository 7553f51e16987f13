/**
 * One name, one thing: blocks of a project share a namespace across files (generators have their own, tests are told
 * apart by their function); fields, values, parameters and properties are unique in their block.
 */
import type { Diagnostic, Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import { aKind } from '../semantics/kindNames';
import type { Located, Symbols } from '../semantics/symbols';
import { namedFunctions } from '../semantics/tests';
import type { Declaration, Name, TestDecl } from '../syntax/ast';
import type { Check, Report } from './check';
import { remove } from './suggestion';

const CODE = 'duplicate-names';

export const duplicateNames: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    const name = decl.name?.text ?? '';
    if (decl.kind === 'generator') blocks(decl, symbols.generatorsNamed(name), report);
    else if (decl.kind !== 'test' && decl.kind !== 'let') {
      const same = symbols.names.get(name) ?? [];
      blocks(decl, [...same.slice(0, 20), ...newTypes(name, symbols)], report);
    }
    members(decl, file, report);
    if (decl.kind === 'test') {
      testNames(decl, symbols, report);
      for (const { declarations } of decl.typeBuilders) {
        for (const inner of declarations) {
          if (inner.kind !== 'alias') members(inner, file, report);
          if (inner.kind === 'alias' || !inner.dynamic)
            blocks(inner, symbols.names.get(inner.name?.text ?? ''), report);
        }
      }
    }
  }
};

/** New types that type builders declare. Two tests may declare the same one; a type of the project may not. */
function newTypes(name: string, symbols: Symbols): Located<Declaration>[] {
  return symbols.builtTypes(name).filter(({ decl }) => decl.kind === 'alias' || !decl.dynamic);
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

function members(decl: Declaration, file: SourceFile, report: Report): void {
  const owner = decl.name ? ` of \`${decl.name.text}\`` : '';
  if (decl.kind === 'class')
    repeated(
      decl.fields,
      'error',
      (name) => `A field \`${name}\`${owner} exists already. Rename or remove this one.`,
      report,
      file,
    );
  if (decl.kind === 'enum')
    repeated(
      decl.values,
      'error',
      (name) => `A value \`${name}\`${owner} exists already. Rename or remove this one.`,
      report,
      file,
    );
  if (decl.kind === 'function' || decl.kind === 'template') {
    repeated(
      decl.parameters.map(({ name }) => ({ name, span: name.span })),
      'warning',
      (name) => `A parameter \`${name}\`${owner} exists already; the last one counts. Rename one.`,
      report,
    );
  }
  // The compiler takes the last of the others without a word: see the check of duplicate keys.
  if (decl.kind === 'test' || decl.kind === 'generator') {
    repeated(decl.properties, 'error', (name) => `\`${name}\` is set already. Remove one of them.`, report, file);
  }
}

/** With a file, removing the second one is offered. */
function repeated(
  all: readonly { readonly name: Name; readonly span: Span }[],
  severity: 'error' | 'warning',
  message: (name: string) => string,
  report: Report,
  file?: SourceFile,
): void {
  const seen = new Set<string>();
  for (const { name, span } of all) {
    const fixes = file && [remove(file, span, name.text)];
    if (seen.has(name.text)) report(severity, CODE, name.span, message(name.text), fixes && { fixes });
    seen.add(name.text);
  }
}

function testNames(test: TestDecl, symbols: Symbols, report: Report): void {
  const name = test.name?.text;
  if (name === undefined) return;
  const named = namedFunctions(test);
  const seen = new Set<string>();
  const repeatedly = new Set<string>();
  for (const { value } of named) (seen.has(value) ? repeatedly : seen).add(value);
  for (const { value, span } of named) {
    if (repeatedly.has(value)) {
      report('error', CODE, span, `\`${value}\` stands in this list more than once. Keep one of them.`);
    }
    const others = symbols.testsOf(value, name).filter(({ decl }) => decl !== test);
    if (!others.length) continue;
    report('error', CODE, span, `\`${value}\` has more than one test named \`${name}\`. Rename one of them.`, {
      related: others.slice(0, 20).map((other) => seeAlso(other.file, other.decl.name!)),
    });
  }
}
