/** A test names its functions and their arguments. Language reference 2.7. */
import { propertyOf } from '../semantics/resolve';
import type { TestDecl } from '../syntax/ast';
import type { Check, Report } from './check';
import { headOf, kindOf, knownOnly } from './properties';

const CODE = 'test-properties';

export const testProperties: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'test' || decl.span.end === decl.name?.span.end) continue;
    knownOnly(decl.properties, ['functions', 'args'], 'test', CODE, report);
    functions(decl, report);
    args(decl, report);
    for (const { keyword } of decl.typeBuilders.slice(1)) {
      report('error', CODE, keyword, 'A test has one `type_builder`. Move the declarations into the first one.');
    }
  }
};

function functions(decl: TestDecl, report: Report): void {
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
    );
  } else if (value?.kind === 'list') {
    for (const item of value.items) {
      if (item.kind !== 'string')
        report('error', CODE, item.span, `A function is given by its name, not as ${kindOf(item)}.`);
    }
  }
}

function args(decl: TestDecl, report: Report): void {
  const property = propertyOf(decl.properties, 'args');
  if (!property)
    report('error', CODE, headOf(decl), 'This test has no arguments. Add `args { … }`, which may be empty.');
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
