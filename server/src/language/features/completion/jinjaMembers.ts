/** What can stand behind a dot, by the type of what stands before it. */
import { signatureText } from '../../jinja/facts/signature';
import type { Member } from '../../jinja/analysis';
import { typeText } from '../../jinja/types';
import type { Completion } from './item';
import { inOrder } from './item';
import { callSnippet } from './jinjaNames';
import type { JinjaPlace } from './jinjaPlace';

export function memberItems(place: JinjaPlace): Completion[] {
  const analysis = place.analysis();
  const site = analysis?.sites.find(
    (one) => one.kind === 'attribute' && one.expression.name.span.start === place.word.start,
  );
  if (!analysis || site?.kind !== 'attribute') return [];
  const members = analysis.membersOf(site.object);
  return [
    ...inOrder(members.filter(({ kind }) => kind !== 'method').map(memberItem), '1'),
    ...inOrder(members.filter(({ kind }) => kind === 'method').map(memberItem), '2'),
  ];
}

function memberItem({ name, kind, type, documentation, symbol }: Member): Omit<Completion, 'sort'> {
  const called = kind === 'method' && type.kind === 'callable' ? type.signature : undefined;
  return {
    label: name,
    kind: kind === 'property' ? 'builtin' : kind,
    detail: called ? signatureText(called) : type.kind === 'object' ? '' : typeText(type),
    ...(documentation && { documentation }),
    ...(called && { insert: `${name}()`, snippet: callSnippet(called) }),
    ...(symbol && { symbol }),
  };
}
