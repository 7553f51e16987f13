/**
 * How a value was come by, in the words the official runtime has for it. Its refusal of a class that was made from mere text is
 * nothing but these words: `[InferedObject(String("hi", Complete)), UnionMatch(0, [])]`.
 */
import type { Raw, RawString } from '../json/raw';
import { rawLabel } from './rawLabel';
import type { Wording } from './wording';

/** Deeper is not looked for the text. */
const MAX_DEPTH = 40;

/**
 * The steps from the string `leaf` out to the whole text `root`. `variant`: of the union it was read as; -1 for none.
 */
export function conditionsOf(root: Raw, leaf: RawString, variant: number, wording: Wording): string[] {
  const unfinished = leaf.complete ? [] : ['Incomplete'];
  const first = [`InferedObject(${rawLabel(leaf, wording)})`, ...unfinished];
  if (variant >= 0) first.push(`UnionMatch(${variant}, [])`, ...unfinished);
  const steps = stepsTo(leaf, root, 0) ?? [];
  // A text that is one fenced block and nothing else is a choice of one.
  const whole = root.kind === 'fenced' ? [TAKEN, ...(root.complete ? [] : ['Incomplete'])] : [];
  return [...first, ...steps, ...whole];
}

const TAKEN = 'FirstMatch(0, [])';

/** What happened between `leaf` and `raw`; null when it is not in there. */
function stepsTo(leaf: RawString, raw: Raw, depth: number): string[] | null {
  if (raw === leaf) return [];
  if (depth > MAX_DEPTH) return null;
  switch (raw.kind) {
    case 'fixed': {
      const steps = stepsTo(leaf, raw.inner, depth + 1);
      return steps && [...steps, `ObjectFromFixedJson([${raw.inner.kind === 'choice' ? 'GreppedForJSON' : ''}])`];
    }
    case 'fenced': {
      const steps = stepsTo(leaf, raw.inner, depth + 1);
      return steps && [...steps, 'ObjectFromMarkdown(0)', ...(raw.complete ? [] : ['Incomplete'])];
    }
    case 'choice': {
      const { all } = raw;
      const found = among(leaf, all, depth);
      if (found === null) return null;
      const pick = all.length > 1 ? [`FirstMatch(${found.at}, [])`] : [];
      return [...found.steps, ...pick, TAKEN, ...(raw.complete ? [] : ['Incomplete'])];
    }
    case 'list': {
      const found = among(leaf, raw.tail === null ? raw.items : [...raw.items, raw.tail], depth);
      return found && [...found.steps, TAKEN];
    }
    default:
      return null;
  }
}

function among(leaf: RawString, values: readonly Raw[], depth: number): { at: number; steps: string[] } | null {
  for (let at = 0; at < values.length; at++) {
    const steps = stepsTo(leaf, values[at]!, depth + 1);
    if (steps !== null) return { at, steps };
  }
  return null;
}
