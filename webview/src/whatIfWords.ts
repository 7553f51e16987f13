/** What another reading of the answer would change, as sentences for a screen reader. */
import { comparison, isSameToEye } from '../../protocol/comparison';
import { differences } from './differences';
import type { State } from './model';

/** One sentence; none while there is no other reading. */
export function whatIfWords({ whatIf, asArrived, timeline }: State): readonly string[] {
  if (!whatIf) return [];
  const { what, reading } = whatIf;
  const found = comparison(asArrived ?? timeline, reading);
  const only = what.kind === 'without' && what.only ? `, with @stream.done on ${what.only.name} only` : '';
  const title = what.kind === 'edited' ? 'As the types are written now' : `Without ${what.name}${only}`;
  const said = isSameToEye(found) ? ['nothing in this answer would be different'] : differences(found);
  return [`${title}: ${said.join(', ')}.`];
}
