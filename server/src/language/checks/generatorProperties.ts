/** What a generator writes, and for whom. Language reference 2.9. */
import type { SourceFile } from '../project/sourceFile';
import { propertyOf } from '../semantics/resolve';
import type { GeneratorDecl } from '../syntax/ast';
import type { Check, Report } from './check';
import { isBroken, kindOf, knownOnly, startOf } from './properties';
import { suggestWord } from './suggestion';
import { addLines, quote } from './valueFixes';

const CODE = 'generator-properties';

const OUTPUT_TYPES: readonly string[] = [
  'python/pydantic',
  'python/pydantic/v1',
  'typescript',
  'typescript/react',
  'ruby/sorbet',
  'rest/openapi',
  'go',
  'rust',
  'boundary-cloud',
];

const KNOWN: readonly string[] = [
  'output_type',
  'output_dir',
  'version',
  'default_client_mode',
  'module_format',
  'on_generate',
  'client_package_name',
  'project',
];

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  output_type: OUTPUT_TYPES,
  default_client_mode: ['sync', 'async'],
  module_format: ['cjs', 'esm'],
};

const SEMVER = /^\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/;

export const generatorProperties: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'generator') continue;
    knownOnly(file, decl.properties, KNOWN, 'generator', CODE, report);
    for (const { name, value } of decl.properties) {
      if (!value || !KNOWN.includes(name.text)) continue;
      if (value.kind !== 'string') {
        const message = `\`${name.text}\` is written as text, not as ${kindOf(value)}.`;
        const fixes = Object.hasOwn(CHOICES, name.text) || name.text === 'version' ? [] : quote(file, value);
        report('error', CODE, value.span, message, { fixes });
        continue;
      }
      const choices = CHOICES[name.text];
      if (choices && !choices.includes(value.value)) {
        const { hint, extra } = suggestWord(file, value.span, value.value, choices);
        const advice = hint || ` Use one of: ${choices.join(', ')}.`;
        report('error', CODE, value.span, `\`${value.value}\` is not a value of \`${name.text}\`.${advice}`, extra);
      } else if (name.text === 'version' && !SEMVER.test(value.value)) {
        report('error', CODE, value.span, `\`${value.value}\` is not a version. Write three numbers: \`0.226.2\`.`);
      } else if (name.text === 'project' && !/^[a-z][a-z0-9_-]*\/[a-z][a-z0-9_-]*$/.test(value.value)) {
        report(
          'error',
          CODE,
          value.span,
          `\`${value.value}\` is not a project. Write \`organisation/project\`, in small letters.`,
        );
      }
    }
    required(decl, file, report);
  }
};

function required(decl: GeneratorDecl, file: SourceFile, report: Report): void {
  const output = propertyOf(decl.properties, 'output_type');
  if (!output) {
    if (isBroken(file, decl)) return;
    return report(
      'error',
      CODE,
      startOf(decl),
      'This generator has no `output_type`. Add one, such as `output_type typescript`.',
      { fixes: addLines(file, decl.span, 'output_type typescript', ['output_type typescript']) },
    );
  }
  const type = output.value?.kind === 'string' ? output.value.value : '';
  for (const [needs, property] of [
    ['go', 'client_package_name'],
    ['boundary-cloud', 'project'],
  ]) {
    if (type === needs && !propertyOf(decl.properties, property!)) {
      report('error', CODE, startOf(decl), `A generator for \`${type}\` needs \`${property}\`. Add it.`);
    }
  }
}
