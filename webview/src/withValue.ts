/** A value with one part changed. */
import type { Json } from '../../protocol/run';

export type FormPath = readonly (string | number)[];

/** `root` with another value at `path`; undefined takes the member or item out. What is in the way is made anew. */
export function withValue(root: Json, [step, ...rest]: FormPath, value: Json | undefined): Json {
  if (step === undefined) return value ?? null;
  if (typeof step === 'number') {
    const list = Array.isArray(root) ? [...(root as readonly Json[])] : [];
    if (!rest.length && value === undefined) list.splice(step, 1);
    else list[step] = withValue(list[step] ?? null, rest, value);
    return list;
  }
  const object =
    typeof root === 'object' && root !== null && !Array.isArray(root) ? (root as { readonly [key: string]: Json }) : {};
  if (!rest.length && value === undefined) {
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== step));
  }
  return { ...object, [step]: withValue(Object.hasOwn(object, step) ? object[step]! : null, rest, value) };
}
