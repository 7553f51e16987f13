/** Names that the language, or code generated from it, cannot use. Language reference 1.2, 5.2 and 5.3. */
import type { Fix } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import { mentions } from '../project/words';
import { stringProperty, typeExpressions } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { ClassDecl, Declaration, EnumDecl, Name } from '../syntax/ast';
import { FIELD_KEYWORDS, PYTHON_KEYWORDS } from '../semantics/keywords';
import type { Check, Report } from './check';
import { changeTo } from './suggestion';

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
  const renames = new FreeRenames(file, symbols);
  const place: Place = { python: usesPython(symbols), report, renamed: (name, to) => renames.fixes(name, to) };
  for (const decl of file.ast.declarations) {
    checkBlock(decl, place);
    if (!('typeBuilders' in decl)) continue;
    for (const builder of decl.typeBuilders) for (const inner of builder.declarations) checkBlock(inner, place);
  }
};

interface Place {
  /** Whether Python code is generated. */
  readonly python: boolean;
  readonly report: Report;
  /** The fix that gives something another name; none when it is mentioned elsewhere, where only a rename can follow. */
  renamed(name: Name, to: string): readonly Fix[];
}

/** Looking for other mentions reads the whole file; one with more wrong names has another trouble. */
const MOST_RENAMES = 50;

class FreeRenames {
  private asked = 0;

  constructor(
    private readonly file: SourceFile,
    private readonly symbols: Symbols,
  ) {}

  fixes({ text, span }: Name, to: string): readonly Fix[] {
    if (++this.asked > MOST_RENAMES || this.symbols.names.has(to)) return [];
    const isAlone =
      !mentions(this.file.text.slice(0, span.start), text) && !mentions(this.file.text.slice(span.end), text);
    return isAlone && !this.symbols.isMentionedOutside(text, this.file) ? [changeTo(this.file, span, to)] : [];
  }
}

function usesPython(symbols: Symbols): boolean {
  return symbols.generators.some(({ decl }) =>
    stringProperty(decl.properties, 'output_type')?.value.startsWith('python/pydantic'),
  );
}

function checkBlock(decl: Declaration, place: Place): void {
  const { report } = place;
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
    } else shape(decl.name, expression ? undefined : kind, place);
    if (kind && decl.name.text === 'BamlClient') reserved(decl.name, report);
  }
  if (decl.kind === 'class') fields(decl, place);
  if (decl.kind === 'enum') values(decl, place);
}

/** Dashes are refused everywhere; a small first letter where a kind is given. */
function shape(name: Name, kind: string | undefined, { report, renamed }: Place): void {
  const { text, span } = name;
  if (text.includes('-')) {
    const joined = text.replaceAll('-', '_');
    const fixed = kind ? upperFirst(joined) : joined;
    const message = `\`${text}\` contains a dash. Names take letters, digits and \`_\`: \`${fixed}\`.`;
    report('error', CODE, span, message, { fixes: renamed(name, fixed) });
  } else if (kind && /^[a-z]/.test(text)) {
    const fixed = upperFirst(text);
    const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
    const message = `The name of ${article} ${kind} starts with an upper-case letter: \`${fixed}\`.`;
    report('error', CODE, span, message, { fixes: renamed(name, fixed) });
  }
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function reserved({ text, span }: Name, report: Report): void {
  report('error', CODE, span, `\`${text}\` is reserved for generated code. Choose another name.`);
}

function fields(decl: ClassDecl, place: Place): void {
  const { python, report } = place;
  for (const { name, type } of decl.fields) {
    shape(name, undefined, place);
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

function values(decl: EnumDecl, place: Place): void {
  const { python, report } = place;
  for (const { name } of decl.values) {
    shape(name, 'value', place);
    if (name.text === 'BamlClient') reserved(name, report);
    else if (python && ['None', 'True', 'False'].includes(name.text)) {
      const advice = `Rename it and add \`@alias("${name.text}")\`.`;
      report('error', CODE, name.span, `\`${name.text}\` is a keyword in the generated Python code. ${advice}`);
    }
  }
}
