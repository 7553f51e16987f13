/** The arguments of a test fit the parameters of its functions. Language reference 2.7. */
import { isNullable } from '../semantics/nullable';
import type { Fix } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import { sampleValue } from '../semantics/sampleValue';
import { propertyOf } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import { testArguments as argumentsOf, testedFunctions } from '../semantics/tests';
import type { FunctionDecl, TestDecl } from '../syntax/ast';
import { mismatch } from './argumentMismatch';
import type { Check, Report } from './check';
import { isBroken, startOf } from './properties';
import { orRemove, suggest } from './suggestion';
import { addEntry } from './valueFixes';

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
    if (names.includes(key.text) || tested.parametersUnread) continue;
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
