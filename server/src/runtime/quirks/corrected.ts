/** A reading that leaves out some quirks of the official runtime: the parts it is made of. */
import { compileTypes } from '../coerce/compileTypes';
import type { EvaluateConstraint } from '../coerce/constraints';
import { Reading, type Parts, type Read, type Result } from '../stream/reading';
import type { Engine, OutputType } from '../stream/engine';
import type { Corrections } from './catalog';
import { isUndecided } from './nullLetters';
import { CorrectedCoercer } from './correctedCoercer';
import { CorrectedWithholder } from './correctedWithholder';
import { withDoneOnVariants } from './doneIgnored';
import { hasStructure, isStructured } from './emptyRoot';
import { AtBlanks, isOnlyUnfinished, isWord } from './textTailCompletes';

/** What the root shows before a bracket or a fence has come, when it is a list or class. */
const NOTHING_YET: Result = { refusal: 'Nothing that looks like JSON has come yet.' };
const WAITING: Result = { refusal: 'The text may still become a word of JSON.' };

/** An engine that leaves out these quirks. */
export function correctedEngine(
  output: OutputType,
  evaluate: EvaluateConstraint | null,
  corrections: Corrections,
): Engine {
  const reading = new Reading(output, evaluate, correctedParts(corrections));
  const keepsWords = corrections.has('text-tail-completes') && isWord(compileTypes(output).streaming);
  return keepsWords ? new AtBlanks(reading) : reading;
}

/** The parts of a reading with these corrections. */
function correctedParts(corrections: Corrections): Parts {
  const has = corrections.has.bind(corrections);
  const mended = (output: OutputType): OutputType => (has('done-ignored') ? withDoneOnVariants(output) : output);
  return {
    dialect: {
      endsAtCommaQuote: has('minified-scalar'),
      decodesEscapes: has('escape-tail'),
      holdsComma: has('comma-blank'),
      countsCharacters: has('non-ascii-skip'),
      carriageIsBlank: has('crlf-tail'),
    },
    types: (output) => compileTypes(mended(output), has('nested-in-done')),
    coercer: (evaluate, partial, textAt) => new CorrectedCoercer(evaluate, partial, corrections, textAt),
    withholder: (partial) => new CorrectedWithholder(partial, corrections),
    judged: (result, before, read) => judged(result, before, read, corrections),
  };
}

function judged(result: Result, before: Result | null, { raw, typed, ty }: Read, corrections: Corrections): Result {
  if (raw === null) return result;
  if (corrections.has('empty-root') && isStructured(ty) && !hasStructure(raw)) return NOTHING_YET;
  if (corrections.has('null-letters') && isUndecided(typed, ty)) return WAITING;
  if ('out' in result || before === null || !('out' in before)) return result;
  const keeps = corrections.has('text-tail-completes') && isWord(ty) && !hasStructure(raw) && isOnlyUnfinished(typed);
  return keeps ? before : result;
}
