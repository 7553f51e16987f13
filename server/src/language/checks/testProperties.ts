/** A test names its functions and their arguments. Language reference 2.7. */
import { propertyOf } from '../semantics/resolve';
import type { Fix } from '../diagnostic';
import { replacement } from '../edits';
import type { SourceFile } from '../project/sourceFile';
import type { TestDecl, ValueExpr } from '../syntax/ast';
import type { Check, Report } from './check';
import { headOf, kindOf, knownOnly } from './properties';
import { addLines } from './valueFixes';

const CODE = 'test-properties';

export const testProperties: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'test' || decl.span.end === decl.name?.span.end) continue;
    knownOnly(file, decl.properties, ['functions', 'args'], 'test', CODE, report);
    functions(decl, file, report);
    args(decl, file, report);
    for (const { keyword } of decl.typeBuilders.slice(1)) {
      report('error', CODE, keyword, 'A test has one `type_builder`. Move the declarations into the first one.');
    }
  }
};

function functions(decl: TestDecl, file: SourceFile, report: Report): void {
  const property = propertyOf(decl.properties, 'functions');
  if (!property) {
    return report('error', CODE, headOf(decl), 'This test names no function. Add `functions [Name]`.');
  }
  const { value } = property;
  if (value && value.kind !== 'list') {
    report(
      'error',
      CODE,
      value.span,
      `\`functions\` is a list, not ${kindOf(value)}. Put \`[\` and \`]\` around the names.`,
      { fixes: makeList(file, value) },
    );
  } else if (value?.kind === 'list') {
    for (const item of value.items) {
      if (item.kind !== 'string')
        report('error', CODE, item.span, `A function is given by its name, not as ${kindOf(item)}.`);
    }
  }
}

function args(decl: TestDecl, file: SourceFile, report: Report): void {
  const property = propertyOf(decl.properties, 'args');
  if (!property)
    report('error', CODE, headOf(decl), 'This test has no arguments. Add `args { … }`, which may be empty.', {
      fixes: addLines(file, decl.span, 'args', ['args {', '}']),
    });
  else if (property.value && property.value.kind !== 'map') {
    const kind = kindOf(property.value);
    report(
      'error',
      CODE,
      property.value.span,
      `\`args\` is a map of parameters, not ${kind}. Write \`args { name value }\`.`,
    );
  }
}

function makeList(file: SourceFile, value: ValueExpr): readonly Fix[] {
  if (value.kind !== 'string') return [];
  const source = file.text.slice(value.span.start, value.span.end);
  return [{ title: 'Make it a list', edits: [replacement(file, value.span, `[${source}]`)], preferred: true }];
}
