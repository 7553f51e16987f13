/** A stream attribute says everything the first time. The compiler refuses a second one on blocks only. */
import { STREAM_ATTRIBUTES } from '../semantics/attributes';
import { attributeSites } from '../semantics/attributeSites';
import type { Check } from './check';

export const streamDuplicate: Check = (file, _symbols, report) => {
  for (const { attributes } of attributeSites(file)) {
    for (const name of STREAM_ATTRIBUTES) {
      const same = attributes.filter((attribute) => attribute.name === name);
      if (same.length < 2) continue;
      const [first] = same;
      for (const attribute of same) {
        if (!attribute.block && attribute === first) continue;
        const written = attribute.block ? `@@${name}` : `@${name}`;
        report(
          attribute.block ? 'error' : 'warning',
          'stream-duplicate',
          attribute.span,
          `\`${written}\` stands here more than once. Keep one of them.`,
          {
            unnecessary: attribute !== first,
            related: [{ uri: file.uri, span: first!.span, message: 'It is written here first.' }],
          },
        );
      }
    }
  }
};
