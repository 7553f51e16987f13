/** Names that the language, or code generated from it, cannot use. Language reference 1.2, 5.2 and 5.3. */
import type { Fix } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import { mentions } from '../project/words';
import { stringProperty, typeExpressions } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { ClassDecl, Declaration, Name } from '../syntax/ast';
import { a, startsUpper, SYMBOL_NAME, wordProblem } from '../semantics/nameRules';
import type { SymbolKind } from '../semantics/occurrence';
import type { Check, Report } from './check';
import { changeTo } from './suggestion';

const CODE = 'invalid-names';

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
  if (decl.name) {
    // Of a constant nothing is asked but that it is no word of the language, as of a test.
    const kind = decl.kind === 'let' ? 'test' : decl.kind;
    checkName(decl.name, kind, place, decl.kind === 'function' && decl.expression);
  }
  if (decl.kind === 'class') fields(decl, place);
  if (decl.kind === 'enum') for (const { name } of decl.values) checkName(name, 'value', place);
}

/** Whether the name was reported. */
function checkName(name: Name, kind: SymbolKind, place: Place, expression = false): boolean {
  const { python, report } = place;
  const problem = wordProblem(name.text, { kind, python });
  if (problem === undefined) return shape(name, kind, expression, place);
  report('error', CODE, name.span, problem);
  return true;
}

/** Dashes are refused everywhere; a small first letter where the kind has a large one. */
function shape(name: Name, kind: SymbolKind, expression: boolean, { report, renamed }: Place): boolean {
  const { text, span } = name;
  const isUpper = startsUpper({ kind, expression });
  if (text.includes('-')) {
    const joined = text.replaceAll('-', '_');
    const fixed = isUpper ? upperFirst(joined) : joined;
    const message = `\`${text}\` contains a dash. Names take letters, digits and \`_\`: \`${fixed}\`.`;
    report('error', CODE, span, message, { fixes: renamed(name, fixed) });
    return true;
  }
  if (!isUpper || !/^[a-z]/.test(text)) return false;
  const fixed = upperFirst(text);
  const message = `The name of ${a(SYMBOL_NAME[kind])} starts with an upper-case letter: \`${fixed}\`.`;
  report('error', CODE, span, message, { fixes: renamed(name, fixed) });
  return true;
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function fields(decl: ClassDecl, place: Place): void {
  for (const { name, type } of decl.fields) {
    if (checkName(name, 'field', place) || !place.python || !type || !whollyNamed(name.text, type)) continue;
    const message = `In generated Python code the field \`${name.text}\` would hide its type. Choose another name.`;
    place.report('error', CODE, name.span, message);
  }
}

/** The field is called exactly as its type, which may be optional. */
function whollyNamed(name: string, type: NonNullable<ClassDecl['fields'][number]['type']>): boolean {
  const parts = [...typeExpressions(type)].filter(({ kind }) => kind !== 'optional' && kind !== 'paren');
  return parts.length === 1 && parts[0]?.kind === 'name' && parts[0].name === name;
}
