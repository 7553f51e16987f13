/** Names that the language, or code generated from it, cannot use. Language reference 1.2, 5.2 and 5.3. */
import { stringProperty, typeExpressions } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { ClassDecl, Declaration, EnumDecl, Name } from '../syntax/ast';
import { FIELD_KEYWORDS, PYTHON_KEYWORDS } from '../semantics/keywords';
import type { Check, Report } from './check';

const CODE = 'invalid-names';
const RESERVED_SCALARS: ReadonlySet<string> = new Set(['Int', 'BigInt', 'Float', 'Boolean', 'String', 'Json', 'Bytes']);

const UPPER_CASE: Partial<Record<Declaration['kind'], string>> = {
  class: 'class',
  enum: 'enum',
  alias: 'type',
  function: 'function',
  client: 'client',
  retry: 'retry policy',
  template: 'template string',
};

export const invalidNames: Check = (file, symbols, report) => {
  const python = usesPython(symbols);
  for (const decl of file.ast.declarations) {
    checkBlock(decl, python, report);
    if (!('typeBuilders' in decl)) continue;
    for (const builder of decl.typeBuilders)
      for (const inner of builder.declarations) checkBlock(inner, python, report);
  }
};

function usesPython(symbols: Symbols): boolean {
  return symbols.generators.some(({ decl }) =>
    stringProperty(decl.properties, 'output_type')?.value.startsWith('python/pydantic'),
  );
}

function checkBlock(decl: Declaration, python: boolean, report: Report): void {
  if (decl.name) {
    const kind = UPPER_CASE[decl.kind];
    const expression = decl.kind === 'function' && decl.expression;
    if (RESERVED_SCALARS.has(decl.name.text)) {
      report(
        'error',
        CODE,
        decl.name.span,
        `\`${decl.name.text}\` is reserved for a built-in type. Choose another name.`,
      );
    } else shape(decl.name, expression ? undefined : kind, report);
    if (kind && decl.name.text === 'BamlClient') reserved(decl.name, report);
  }
  if (decl.kind === 'class') fields(decl, python, report);
  if (decl.kind === 'enum') values(decl, python, report);
}

/** Dashes are refused everywhere; a small first letter where a kind is given. */
function shape({ text, span }: Name, kind: string | undefined, report: Report): void {
  if (text.includes('-')) {
    report(
      'error',
      CODE,
      span,
      `\`${text}\` contains a dash. Names take letters, digits and \`_\`: \`${text.replaceAll('-', '_')}\`.`,
    );
  } else if (kind && /^[a-z]/.test(text)) {
    const fixed = text[0]!.toUpperCase() + text.slice(1);
    report(
      'error',
      CODE,
      span,
      `The name of ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind} starts with an upper-case letter: \`${fixed}\`.`,
    );
  }
}

function reserved({ text, span }: Name, report: Report): void {
  report('error', CODE, span, `\`${text}\` is reserved for generated code. Choose another name.`);
}

function fields(decl: ClassDecl, python: boolean, report: Report): void {
  for (const { name, type } of decl.fields) {
    shape(name, undefined, report);
    if (name.text === 'BamlClient') reserved(name, report);
    else if (FIELD_KEYWORDS.has(name.text)) {
      const advice = `Choose another name; \`@alias("${name.text}")\` keeps it in prompts.`;
      report('error', CODE, name.span, `A field cannot be called \`${name.text}\`: it is a keyword. ${advice}`);
    } else if (python && PYTHON_KEYWORDS.has(name.text)) {
      const advice = `Choose another name; \`@alias("${name.text}")\` keeps it in prompts.`;
      report('error', CODE, name.span, `\`${name.text}\` is a keyword in the generated Python code. ${advice}`);
    } else if (python && type && whollyNamed(name.text, type)) {
      report(
        'error',
        CODE,
        name.span,
        `In generated Python code the field \`${name.text}\` would hide its type. Choose another name.`,
      );
    }
  }
}

/** The field is called exactly as its type, which may be optional. */
function whollyNamed(name: string, type: NonNullable<ClassDecl['fields'][number]['type']>): boolean {
  const parts = [...typeExpressions(type)].filter(({ kind }) => kind !== 'optional' && kind !== 'paren');
  return parts.length === 1 && parts[0]?.kind === 'name' && parts[0].name === name;
}

function values(decl: EnumDecl, python: boolean, report: Report): void {
  for (const { name } of decl.values) {
    shape(name, 'value', report);
    if (name.text === 'BamlClient') reserved(name, report);
    else if (python && ['None', 'True', 'False'].includes(name.text)) {
      const advice = `Rename it and add \`@alias("${name.text}")\`.`;
      report('error', CODE, name.span, `\`${name.text}\` is a keyword in the generated Python code. ${advice}`);
    }
  }
}
