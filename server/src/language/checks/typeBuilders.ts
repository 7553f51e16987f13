/** `dynamic` blocks in a type_builder add to types that allow it. Language reference 2.8. */
import { aKind } from '../semantics/kindNames';
import type { Symbols } from '../semantics/symbols';
import type { AliasDecl, ClassDecl, EnumDecl } from '../syntax/ast';
import { didYouMean } from '../text';
import type { Check, Report } from './check';

const CODE = 'type-builders';

export const typeBuilders: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'test') continue;
    for (const builder of decl.typeBuilders) for (const inner of builder.declarations) check(inner, symbols, report);
  }
};

function check(decl: ClassDecl | EnumDecl | AliasDecl, symbols: Symbols, report: Report): void {
  if (decl.kind === 'alias' || !decl.name) return;
  const { text, span } = decl.name;
  if (decl.attributes.some(({ name }) => name === 'dynamic')) {
    const advice = decl.dynamic
      ? 'Remove it: the block is dynamic already.'
      : 'Remove it: only types outside can be extended.';
    report('error', CODE, span, `\`@@dynamic\` has no place in a type_builder. ${advice}`);
  }
  if (!decl.dynamic) return;
  const target = symbols.classes.get(text) ?? symbols.enums.get(text);
  if (!target) {
    const alias = symbols.aliases.has(text);
    const hint = didYouMean(text, [...symbols.classes.keys(), ...symbols.enums.keys()]);
    report(
      'error',
      CODE,
      span,
      alias
        ? `\`${text}\` is a type alias. Only classes and enums can be extended.`
        : `No class or enum is named \`${text}\`.${hint || ' Name one that carries `@@dynamic`.'}`,
    );
  } else if (target.decl.kind !== decl.kind) {
    report(
      'error',
      CODE,
      span,
      `\`${text}\` is ${aKind(target.decl.kind)}. Write \`dynamic ${target.decl.kind} ${text}\`.`,
    );
  } else if (!target.decl.attributes.some(({ name }) => name === 'dynamic')) {
    report('error', CODE, span, `\`${text}\` does not allow additions. Add \`@@dynamic\` to it.`, {
      related: [{ uri: target.file.uri, span: target.decl.name!.span, message: `\`${text}\` is declared here.` }],
    });
  } else collisions(decl, target.decl, report);
}

/** The compiler does not notice a member that exists already. */
function collisions(decl: ClassDecl | EnumDecl, target: ClassDecl | EnumDecl, report: Report): void {
  const members = (of: ClassDecl | EnumDecl) => (of.kind === 'class' ? of.fields : of.values).map(({ name }) => name);
  const existing = new Set(members(target).map(({ text }) => text));
  for (const { text, span } of members(decl)) {
    if (existing.has(text))
      report('warning', CODE, span, `\`${target.name?.text}\` has \`${text}\` already. Choose another name.`);
  }
}
