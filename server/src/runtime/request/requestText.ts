/**
 * Text of a request with holes: what is known only when the request is sent, such as the bytes of a picture behind a URL.
 * Plain data, so that a plan can be frozen, shown and kept before anything is fetched.
 */
import type { Json } from '../../ir/json';
import type { Media } from '../prompt/messages';
import type { TypeAspect } from './mediaType';

/** What will stand at a place of a request. */
export type Hole =
  /** Of the medium at this index of the request's `media`. */
  | { readonly media: number; readonly as: MediaAspect }
  /** The Google project that the credentials belong to. */
  | { readonly credentials: 'project' };

/** The bytes, as they are or in base64; or a word about the type, see `mediaType.ts`. */
export type MediaAspect = 'bytes' | 'base64' | TypeAspect;

export type RequestText = string | readonly (string | Hole)[];

/** Media whose bytes a request needs, in order of first use. */
export class MediaShelf {
  readonly media: Media[] = [];

  /** The index of a medium. */
  add(medium: Media): number {
    const index = this.media.indexOf(medium);
    return index < 0 ? this.media.push(medium) - 1 : index;
  }
}

/** A string of a JSON body with holes in it. What fills them needs no escaping in JSON. */
export class HoledString {
  constructor(readonly pieces: readonly (string | Hole)[]) {}
}

/** JSON, with strings that may have holes. */
export type Content = Json | HoledString | readonly Content[] | { readonly [key: string]: Content };

/** A string of JSON content; a plain one when nothing is missing. */
export function holed(...pieces: readonly (string | Hole)[]): Content {
  return pieces.every((piece) => typeof piece === 'string') ? pieces.join('') : new HoledString(pieces);
}

/** The text of several texts in a row. */
export function joined(texts: Iterable<RequestText>): RequestText {
  const pieces: (string | Hole)[] = [];
  for (const text of texts) {
    for (const piece of typeof text === 'string' ? [text] : text) {
      const last = pieces.length - 1;
      if (typeof piece === 'string' && typeof pieces[last] === 'string') pieces[last] += piece;
      else pieces.push(piece);
    }
  }
  return pieces.every((piece) => typeof piece === 'string') ? pieces.join('') : pieces;
}

/** JSON text of content. Throws RangeError for content nested beyond the stack. */
export function contentJson(content: Content): RequestText {
  return joined(written(content));
}

function* written(content: Content): Generator<RequestText> {
  if (content instanceof HoledString) {
    const escaped = (piece: string | Hole) => (typeof piece === 'string' ? JSON.stringify(piece).slice(1, -1) : piece);
    yield ['"', ...content.pieces.map(escaped), '"'];
  } else if (Array.isArray(content)) {
    yield '[';
    for (const [index, item] of (content as readonly Content[]).entries()) {
      if (index) yield ',';
      yield* written(item);
    }
    yield ']';
  } else if (typeof content === 'object' && content !== null) {
    yield* members(Object.entries(content).map(([key, item]) => [key, joined(written(item as Content))]));
  } else yield JSON.stringify(content);
}

/** A JSON object from keys and JSON texts, in order. */
export function jsonMembers(entries: Iterable<readonly [key: string, json: RequestText]>): RequestText {
  return joined(members(entries));
}

function* members(entries: Iterable<readonly [key: string, json: RequestText]>): Generator<RequestText> {
  let separator = '{';
  for (const [key, json] of entries) {
    yield `${separator}${JSON.stringify(key)}:`;
    yield json;
    separator = ',';
  }
  yield separator === '{' ? '{}' : '}';
}
