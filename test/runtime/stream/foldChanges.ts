import type { Json } from '../../../server/src/ir/json';
import type { Path, ValueChange } from '../../../server/src/runtime/stream/frame';

/** Applies changes to a snapshot (undefined: none yet), as a consumer of frames does; the old value stays as it is. */
export function foldChanges(value: Json | undefined, changes: readonly ValueChange[]): Json | undefined {
  return changes.reduce<Json | undefined>((now, change) => at(now, change.path, (old) => applied(old, change)), value);
}

function applied(old: Json | undefined, change: ValueChange): Json | undefined {
  switch (change.op) {
    case 'set':
      return change.value;
    case 'append':
      if (typeof old !== 'string') throw new Error('append to something that is not a string');
      return old + change.text;
    case 'push':
      return [...(old as readonly Json[]), change.value];
    case 'truncate':
      return (old as readonly Json[]).slice(0, change.length);
    case 'remove':
      return undefined;
  }
}

function at(
  value: Json | undefined,
  path: Path,
  change: (old: Json | undefined) => Json | undefined,
): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    const copy: Json[] = [...(value as readonly Json[])];
    copy[step as number] = at(copy[step as number], rest, change)!;
    return copy;
  }
  if (typeof value !== 'object' || value === null) throw new Error(`no value at ${JSON.stringify(path)}`);
  const members = Object.entries(value as Record<string, Json>);
  const index = members.findIndex(([key]) => key === step);
  const next = at(index < 0 ? undefined : members[index]![1], rest, change);
  if (index >= 0) members.splice(index, 1, ...(next === undefined ? [] : [[step as string, next] as [string, Json]]));
  else members.push([step as string, next!]);
  return Object.fromEntries(members);
}
