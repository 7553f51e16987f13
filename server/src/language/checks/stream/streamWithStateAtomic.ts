/** `@stream.with_state` on values that appear in one step: the state says little that the value does not. */
import type { TypedUse } from '../../semantics/streamUses';
import { typedUses } from '../../semantics/streamUses';
import { isAtomic } from '../../semantics/typeFacts';
import type { Check } from '../check';

export const streamWithStateAtomic: Check = (file, symbols, report) => {
  for (const use of typedUses(file, symbols, 'stream.with_state')) {
    const says = statesOf(use);
    if (!says || use.standing === 'replacing') continue;
    report('hint', 'stream-with-state-atomic', use.attribute.span, `${says} You may not need \`@stream.with_state\`.`);
  }
};

function statesOf({ site, type }: TypedUse): string | undefined {
  const isText = type.kind === 'primitive' && type.name === 'string';
  if (site.place === 'return') {
    return isText || isAtomic(type) ? 'The state of this result is always `Complete`.' : undefined;
  }
  if (!isAtomic(type)) return undefined;
  const around = site.within?.at(-1)?.kind;
  if (around === 'list' || around === 'map') {
    return `${around === 'list' ? 'An item' : 'A value'} of this type is not there before it is complete, so its state is always \`Complete\`.`;
  }
  if (site.place !== 'field' && site.place !== 'alias') return undefined;
  return 'A value of this type appears in one step: it is null until its state is `Complete`, which says little more.';
}
