/** What a finding about a stream attribute means for its hover: the problem itself is shown beside it and not told again. */

/** Why an attribute does nothing at its place, in a few words. */
const NO_EFFECT: Readonly<Record<string, string>> = {
  'stream-done-redundant-atomic': 'the value appears in one step anyway',
  'stream-done-nullable-ineffective': 'the runtime looks for it on the part without null',
  'stream-done-inside-done': 'something around it is held already',
  'stream-attr-dead-in-done-class': 'the class around it is seen only when it is complete',
  'stream-not-null-nullable': 'null is a value of the type',
  'stream-not-null-collection': 'lists and maps are never null while they stream',
  'stream-not-null-inner': 'only whole fields can hold back an object',
  'stream-not-null-block-unused': 'no required field is of this type',
  'stream-with-state-inner-ineffective': 'the runtime wraps no value here',
  'stream-recursive-alias': 'the type contains itself',
  'stream-enum-value': 'the names of values are not streamed',
  'stream-enum-done': 'the value appears in one step anyway',
  'stream-map-key': 'keys are not streamed',
  'stream-on-input': 'only results are streamed',
  'stream-on-return': 'the result comes like that anyway',
  'stream-in-value-block': 'only types are streamed',
  'stream-with-skip': 'the field is never produced',
};

/** Findings about attributes that do something. */
export const ACTS: ReadonlySet<string> = new Set([
  'stream-list-done-null',
  'stream-not-null-late',
  'stream-done-return',
  'stream-with-state-atomic',
  'stream-done-in-string-union',
  'stream-alias-override',
  'stream-line-placement',
  'stream-block-on-field-line',
]);

/** Why the attribute that a finding is about has no effect; undefined when the finding says something else. */
export function reasonOf(code: string): string | undefined {
  return Object.hasOwn(NO_EFFECT, code) ? NO_EFFECT[code] : undefined;
}
