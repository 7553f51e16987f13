/**
 * Plain objects that V8 does not watch. It counts how many of those that an object literal makes survive a collection of garbage, and
 * when nearly all do, for a moment, it makes all later ones among the old objects. For what is told of a chunk that is wrong: the next
 * chunk needs none of it, but among the old objects it stays, with everything it refers to, until all garbage of the
 * process is collected. Of an answer of 1 MB that were two thirds of what survived. What a constructor makes is not watched.
 */

/** What is being made: its properties can still be set. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A constructor of objects as a literal would make them: their prototype is that of all objects. `fill` sets the properties, in the order in
 * which they are to be listed.
 */
export function plainMaker<T extends object, A extends readonly unknown[]>(
  fill: (this: Mutable<T>, ...given: A) => void,
): new (...given: A) => T {
  fill.prototype = Object.prototype;
  return fill as unknown as new (...given: A) => T;
}
