/** `bamlLive/streamTypes`: the types of generated code for an answer, with places as the editor names them. */
import type { StreamTypes, TypeReason } from '../../../protocol/insight';
import type { SourceRange } from '../ir/schema';
import type { ProjectSnapshot } from '../language/languageService';
import type { Locate } from './locate';

/** Null when the project has no such function, or when it does not stream. */
export function streamTypesOf(snapshot: ProjectSnapshot, name: string, locate: Locate): StreamTypes | null {
  const types = snapshot.streamedTypes(name);
  if (!types) return null;
  const placed = <T extends { readonly source: SourceRange }>({ source, ...rest }: T) => {
    const at = locate(source);
    return { ...rest, ...(at && { at }) };
  };
  const reasons = (all: readonly (Omit<TypeReason, 'at'> & { readonly source: SourceRange })[]) => all.map(placed);
  return {
    ...types,
    classes: types.classes.map((one) => ({
      ...placed(one),
      reasons: reasons(one.reasons),
      members: one.members.map((member) => ({ ...placed(member), reasons: reasons(member.reasons) })),
    })),
  };
}
