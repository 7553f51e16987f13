/** empty-root: what a list or class at the root is made of before anything that looks like JSON has come. */
import type { Ty } from '../coerce/types';
import type { Raw } from '../json/raw';

/** Whether values of this type are written with brackets. */
export function isStructured(ty: Ty): boolean {
  switch (ty.kind) {
    case 'list':
    case 'map':
    case 'class':
      return true;
    case 'union':
      return (
        ty.variants.some((one) => one.kind !== 'null') &&
        ty.variants.every((one) => one.kind === 'null' || isStructured(one))
      );
    default:
      return false;
  }
}

/** Whether a bracket or a fence was found in the text. */
export function hasStructure(raw: Raw): boolean {
  switch (raw.kind) {
    case 'list':
    case 'object':
    case 'fenced':
      return true;
    case 'fixed':
      return hasStructure(raw.inner);
    case 'choice':
      return raw.settledCount > 0 || raw.candidates.some(hasStructure);
    default:
      return false;
  }
}
