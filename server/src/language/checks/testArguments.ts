/** The arguments of a test fit the parameters of its functions. Language reference 2.7. */
import { isNullable } from '../semantics/nullable';
import type { Fix, Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import { sampleValue } from '../semantics/sampleValue';
import { propertyOf, typeMeaning } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import { testArguments as argumentsOf, testedFunctions } from '../semantics/tests';
import type { FunctionDecl, TestDecl, TypeExpr, ValueExpr } from '../syntax/ast';
import { nearest, typoLimit } from '../text';
import type { Check, Report } from './check';
import { isBroken, kindOf, startOf } from './properties';
import { changeTo, orRemove, suggest } from './suggestion';
import { addEntry, unquote } from './valueFixes';

const CODE = 'test-arguments';

export const testArguments: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'test' || propertyOf(decl.properties, 'args')?.value?.kind !== 'map') continue;
    for (const { value } of testedFunctions(decl)) {
      const tested = symbols.functions.get(value);
      if (tested) fits(decl, tested.decl, file, symbols, report);
    }
  }
};

function fits(test: TestDecl, tested: FunctionDecl, file: SourceFile, symbols: Symbols, report: Report): void {
  const args = argumentsOf(test);
  const names = tested.parameters.map(({ name }) => name.text);
  for (const { key, span } of args) {
    if (names.includes(key.text)) continue;
    const { hint, extra } = orRemove(suggest(file, key.span, key.text, names), file, span, key.text);
    const advice = hint || (names.length ? ` It takes ${names.join(', ')}.` : ' It takes none.');
    report('warning', CODE, key.span, `\`${tested.name?.text}\` has no parameter \`${key.text}\`.${advice}`, extra);
  }
  for (const { name, type } of tested.parameters) {
    const given = args.findLast(({ key }) => key.text === name.text);
    if (!given) {
      if (type && !isNullable(type, symbols) && !isBroken(file, test)) {
        const message = `The argument \`${name.text}\` of \`${tested.name?.text}\` is missing. Add it to \`args\`.`;
        const fixes = missing(test, `${name.text} ${sampleValue(type, symbols)}`, file);
        report('warning', CODE, startOf(test), message, { fixes });
      }
    } else if (given.value && type) {
      const problem = mismatch(type, given.value, symbols);
      if (problem) report('warning', CODE, problem.at.span, problem.message, { fixes: problem.fixes?.(file) });
    }
  }
}

function missing(test: TestDecl, entry: string, file: SourceFile): readonly Fix[] {
  const args = propertyOf(test.properties, 'args')?.value;
  return args?.kind === 'map' ? addEntry(file, args, entry) : [];
}

interface Mismatch {
  readonly at: { readonly span: Span };
  readonly message: string;
  readonly fixes?: (file: SourceFile) => readonly Fix[];
}

/** Looks only where the type leaves no choice; a union or an alias that cannot be followed is believed. */
function mismatch(type: TypeExpr, value: ValueExpr, symbols: Symbols, depth = 0): Mismatch | undefined {
  if (depth > 50 || value.kind === 'env' || value.kind === 'jinja') return undefined;
  const deeper = (inner: TypeExpr | undefined, part: ValueExpr) => inner && mismatch(inner, part, symbols, depth + 1);
  const expected = (what: string): Mismatch => ({
    at: value,
    message: `${what} is expected here, not ${kindOf(value)}.`,
  });
  switch (type.kind) {
    case 'paren':
      return deeper(type.inner, value);
    case 'optional':
      return value.kind === 'null' ? undefined : deeper(type.inner, value);
    case 'list':
      if (value.kind !== 'list') return expected('A list');
      for (const item of value.items) {
        const found = deeper(type.item, item);
        if (found) return found;
      }
      return undefined;
    case 'map':
      if (value.kind !== 'map') return expected('A map');
      for (const { value: inner } of value.entries) {
        const found = inner && deeper(type.value, inner);
        if (found) return found;
      }
      return undefined;
    case 'name':
      return named(type.name, value, symbols, depth, expected);
    default:
      return undefined;
  }
}

function named(
  name: string,
  value: ValueExpr,
  symbols: Symbols,
  depth: number,
  expected: (what: string) => Mismatch,
): Mismatch | undefined {
  switch (typeMeaning(symbols, name)) {
    case 'primitive':
      if (name === 'string') return value.kind === 'list' || value.kind === 'map' ? expected('Text') : undefined;
      if (name === 'int' || name === 'float') {
        const form = name === 'int' ? /^-?\d+$/ : /^-?\d+(?:\.\d+)?$/;
        if (value.kind !== 'number') return { ...expected('A number'), fixes: (file) => unquote(file, value, form) };
        return form.test(value.text) ? undefined : { at: value, message: `A whole number is expected here.` };
      }
      if (name === 'bool' && value.kind !== 'bool') {
        return { ...expected('`true` or `false`'), fixes: (file) => unquote(file, value, /^(?:true|false)$/) };
      }
      return undefined;
    case 'media': {
      if (value.kind !== 'map') return expected(`\`{ url "…" }\`, \`{ file "…" }\` or \`{ base64 "…" }\``);
      const source = value.entries.some(({ key }) => ['url', 'file', 'base64'].includes(key.text));
      return source ? undefined : { at: value, message: `An ${name} needs one of \`url\`, \`file\` and \`base64\`.` };
    }
    case 'enum': {
      if (value.kind !== 'string') return expected(`A value of \`${name}\``);
      const { decl } = symbols.enums.get(name)!;
      const values = decl.values.map((member) => member.name.text);
      if (values.includes(value.value) || decl.attributes.some((attribute) => attribute.name === 'dynamic'))
        return undefined;
      const found = nearest(value.value, values, typoLimit(value.value));
      const advice = found ? `Did you mean \`${found}\`?` : `Use one of: ${values.slice(0, 20).join(', ')}.`;
      const fixes = (file: SourceFile) => (found ? [changeTo(file, value.span, found)] : []);
      return { at: value, message: `\`${value.value}\` is not a value of \`${name}\`. ${advice}`, fixes };
    }
    case 'class': {
      if (value.kind !== 'map') return expected(`A map with the fields of \`${name}\``);
      for (const field of symbols.classes.get(name)!.decl.fields) {
        const entry = value.entries.findLast(({ key }) => key.text === field.name.text);
        if (entry?.value && field.type) {
          const found = mismatch(field.type, entry.value, symbols, depth + 1);
          if (found) return found;
        } else if (!entry && field.type && !isNullable(field.type, symbols)) {
          return {
            at: value,
            message: `The field \`${field.name.text}\` of \`${name}\` is missing here. Add it.`,
            fixes: (file) => addEntry(file, value, `${field.name.text} ${sampleValue(field.type, symbols)}`),
          };
        }
      }
      return undefined;
    }
    case 'alias': {
      const target = symbols.aliases.get(name)!.decl.type;
      return target && mismatch(target, value, symbols, depth + 1);
    }
    default:
      return undefined;
  }
}
