/** A test names its functions and their arguments. Language reference 2.7. */
import { propertyOf } from '../semantics/resolve';
import type { SourceFile } from '../project/sourceFile';
import type { TestDecl } from '../syntax/ast';
import type { Check, Report } from './check';
import { headOf, isBroken, kindOf, knownOnly } from './properties';
import { remove } from './suggestion';
import { addLines } from './valueFixes';

const CODE = 'test-properties';

export const testProperties: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'test' || decl.span.end === decl.name?.span.end) continue;
    // `function`, in the singular, is an old property whose value is still looked at.
    const properties = decl.properties.filter(({ name }) => name.text !== 'function');
    knownOnly(file, properties, ['functions', 'args'], 'test', CODE, report);
    oldFunction(decl, file, report);
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
    const old = decl.properties.some(({ name }) => name.text === 'function');
    const advice = old ? 'Write `functions [Name]`, with an `s`.' : 'Add `functions [Name]`.';
    if (!isBroken(file, decl)) report('error', CODE, headOf(decl), `This test names no function. ${advice}`);
    return;
  }
  const { value } = property;
  // A single name is taken as a list of one.
  if (value && value.kind !== 'list' && value.kind !== 'string') {
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

function args(decl: TestDecl, file: SourceFile, report: Report): void {
  const property = propertyOf(decl.properties, 'args');
  if (!property && isBroken(file, decl)) return;
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

/** `function` beside `functions` must be a name. */
function oldFunction(decl: TestDecl, file: SourceFile, report: Report): void {
  const functions = propertyOf(decl.properties, 'functions');
  const { value, span } = decl.properties.find(({ name }) => name.text === 'function') ?? {};
  if (!functions || !value || !span || value.kind === 'string') return;
  const message = '`function` is not read any more; the functions of a test are `functions [Name]`. Remove this line.';
  report('error', CODE, value.span, message, { fixes: [remove(file, span, 'function')] });
}
