/** `dynamic` blocks in a type_builder add to types that allow it. Language reference 2.8. */
import { aKind } from '../semantics/kindNames';
import type { Symbols } from '../semantics/symbols';
import type { AliasDecl, ClassDecl, EnumDecl } from '../syntax/ast';
import type { SourceFile } from '../project/sourceFile';
import type { Check, Report } from './check';
import { startOf } from './properties';
import { remove, suggest } from './suggestion';
import { addLines } from './valueFixes';

const CODE = 'type-builders';

export const typeBuilders: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (!('typeBuilders' in decl)) continue;
    if (decl.kind !== 'test') {
      for (const { keyword } of decl.typeBuilders)
        report('error', CODE, keyword, 'Only a test can have a `type_builder`. Move it to a test.');
      continue;
    }
    for (const builder of decl.typeBuilders)
      for (const inner of builder.declarations) check(inner, file, symbols, report);
  }
};

function check(decl: ClassDecl | EnumDecl | AliasDecl, file: SourceFile, symbols: Symbols, report: Report): void {
  if (decl.kind === 'alias' || !decl.name) return;
  const { text, span } = decl.name;
  const at = startOf(decl);
  const dynamic = decl.attributes.find(({ name }) => name === 'dynamic');
  if (dynamic) {
    const advice = decl.dynamic
      ? 'Remove it: the block is dynamic already.'
      : 'Remove it: only types outside can be extended.';
    const fixes = [remove(file, dynamic.span, '@@dynamic', true)];
    report('error', CODE, at, `\`@@dynamic\` has no place in a type_builder. ${advice}`, { fixes });
  }
  if (!decl.dynamic) return;
  const target = symbols.classes.get(text) ?? symbols.enums.get(text);
  if (!target) {
    const alias = symbols.aliases.has(text);
    const candidates = decl.kind === 'class' ? symbols.classes.keys() : symbols.enums.keys();
    const { hint, extra } = suggest(file, span, text, candidates);
    report(
      'error',
      CODE,
      at,
      alias
        ? `\`${text}\` is a type alias. Only classes and enums can be extended.`
        : `No class or enum is named \`${text}\`.${hint || ' Name one that carries `@@dynamic`.'}`,
      alias ? undefined : extra,
    );
  } else if (target.decl.kind !== decl.kind) {
    report(
      'error',
      CODE,
      at,
      `\`${text}\` is ${aKind(target.decl.kind)}. Write \`dynamic ${target.decl.kind} ${text}\`.`,
    );
  } else if (!target.decl.attributes.some(({ name }) => name === 'dynamic')) {
    report('error', CODE, at, `\`${text}\` does not allow additions. Add \`@@dynamic\` to it.`, {
      related: [{ uri: target.file.uri, span: target.decl.name!.span, message: `\`${text}\` is declared here.` }],
      fixes: addLines(target.file, target.decl.span, '@@dynamic', ['@@dynamic']),
    });
  } else collisions(decl, target.decl, file, report);
}

/** The compiler does not notice a member that exists already. */
function collisions(decl: ClassDecl | EnumDecl, target: ClassDecl | EnumDecl, file: SourceFile, report: Report): void {
  const members = (of: ClassDecl | EnumDecl) => (of.kind === 'class' ? of.fields : of.values);
  const existing = new Set(members(target).map(({ name }) => name.text));
  for (const { name, span } of members(decl)) {
    if (!existing.has(name.text)) continue;
    const message = `\`${target.name?.text}\` has \`${name.text}\` already. Choose another name.`;
    report('warning', CODE, name.span, message, { fixes: [remove(file, span, name.text)] });
  }
}
