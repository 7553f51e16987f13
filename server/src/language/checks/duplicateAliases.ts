/** Two members under one name in prompts and answers: the second one can never be told apart from the first. */
import { fieldAttributes, textArgument } from '../semantics/attributes';
import type { Span } from '../diagnostic';
import type { Check } from './check';
import { remove } from './suggestion';

export const duplicateAliases: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'class' && decl.kind !== 'enum') continue;
    const taken = new Map<string, { readonly name: string; readonly span: Span }>();
    const members =
      decl.kind === 'class'
        ? decl.fields.map(({ name, type, attributes }) => ({ name, attributes: fieldAttributes(type, attributes) }))
        : decl.values;
    for (const { name, attributes } of members) {
      const alias = textArgument(attributes, 'alias');
      const rendered = alias ?? name.text;
      // An empty alias is reported as such.
      if (!rendered.trim()) continue;
      const other = taken.get(rendered);
      // The same name twice is reported as such.
      if (other && other.name !== name.text) {
        const own = attributes.find((attribute) => attribute.name === 'alias');
        const span = own?.span ?? name.span;
        report(
          'warning',
          'duplicate-aliases',
          span,
          `\`${name.text}\` and \`${other.name}\` are both \`${rendered}\` to the model. Give one of them another alias.`,
          {
            related: [{ uri: file.uri, span: other.span, message: `\`${other.name}\` is declared here.` }],
            fixes: own && [remove(file, own.span, '@alias')],
          },
        );
      } else taken.set(rendered, { name: name.text, span: name.span });
    }
  }
};
