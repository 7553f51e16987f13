/** A text as a stream of chunks with times: as tokens come from a model, or cut where it hurts. */
import { Random } from './random';

export interface Playing {
  /** Tokens a second; 0: all at once. */
  readonly tokensPerSecond: number;
  /** Milliseconds before the first token. */
  readonly wait: number;
  /** How uneven the pauses are: 0 a clock, 1 bursts and stalls. */
  readonly jitter: number;
  /** `tokens`: two to six characters. `characters`: one each. `odd`: anywhere, also within an escape or a character. */
  readonly split: 'tokens' | 'characters' | 'odd';
  readonly seed: number;
}

export interface PlayedChunk {
  /** Milliseconds since the request was sent. */
  readonly t: number;
  readonly text: string;
}

/** In milliseconds. */
const LONGEST_GAP = 60_000;

/** The chunks in order; their texts joined are the text. Times never go back. */
export function playedChunks(text: string, playing: Playing): readonly PlayedChunk[] {
  return timed(pieces(text, playing.split, new Random(playing.seed)), playing);
}

/** Pieces as they are, with times. */
export function timed(pieces: readonly string[], playing: Playing): readonly PlayedChunk[] {
  const random = new Random(playing.seed);
  const gap = playing.tokensPerSecond > 0 ? Math.min(LONGEST_GAP, 1000 / playing.tokensPerSecond) : 0;
  let t = playing.wait;
  return pieces.map((piece) => {
    const chunk = { t: Math.round(t * 10) / 10, text: piece };
    t += gap * unevenness(playing.jitter, random);
    return chunk;
  });
}

function pieces(text: string, split: Playing['split'], random: Random): readonly string[] {
  if (split === 'characters') return [...text];
  const found: string[] = [];
  for (let at = 0; at < text.length;) {
    let end = Math.min(text.length, at + (split === 'odd' ? random.between(1, 24) : random.between(2, 6)));
    // A token never ends within a character; an odd cut may, as that of a careless proxy.
    if (split === 'tokens' && isHigh(text.charCodeAt(end - 1)) && end < text.length) end++;
    found.push(text.slice(at, end));
    at = end;
  }
  return found;
}

/** How many usual pauses this one lasts; one in the mean. */
function unevenness(jitter: number, random: Random): number {
  const even = 1 + jitter * 0.6 * (random.next() * 2 - 1);
  const luck = random.next();
  if (luck < 0.015 * jitter) return 20;
  return luck < 0.35 * jitter ? 0 : even;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}
