// A model's answer as it would arrive: pieces of text, each with a time and the network read it came with.
import { pieces } from './pieces.mjs';
import { seededRandom } from './random.mjs';

/**
 * `answer` as chunks, with the end of the recording. All times are milliseconds since the request was sent.
 *
 *   name          seeds the generator, so each recording has a rhythm of its own, the same each time
 *   firstToken    when the first piece arrives
 *   gap           mean time between two pieces as the model makes them
 *   pauses        [{ after, ms }]: the model stops for `ms` after the first piece that completes the text `after`
 *   lostAfter     the connection is lost this long after the last piece; without it the answer is complete
 *   inputTokens   reported with the usage
 */
export function perform(answer, { name, firstToken, gap, pauses = [], lostAfter, inputTokens }) {
  const random = seededRandom(name);
  const texts = pieces(answer, random);
  const stops = pauses.map(({ after, ms }) => ({ at: answer.indexOf(after) + after.length, ms }));

  const chunks = [];
  let made = firstToken;
  let length = 0;
  let batch = 0;
  // Until then the network delivers nothing; what piles up comes in one read.
  let blockedUntil = 0;
  for (const text of texts) {
    const previous = chunks.at(-1);
    const arrives = round(Math.max(made, blockedUntil));
    // Pieces that follow closely are often read together, and those that waited for the network always are.
    const together = previous && (arrives <= previous.t || (arrives - previous.t < gap && random() < 0.22));
    if (previous && !together) batch++;
    chunks.push({ t: together ? previous.t : arrives, batch, text });

    length += text.length;
    made += gap * lognormal(random, 0.5);
    const stop = stops.find(({ at }) => length >= at && length - text.length < at);
    if (stop) made += stop.ms;
    if (random() < 0.02) blockedUntil = Math.max(blockedUntil, made + gap * (3 + 5 * random()));
  }

  const last = chunks.at(-1).t;
  const headersAt = round(firstToken * (0.6 + 0.3 * random()));
  if (lostAfter !== undefined) return { chunks, t: round(last + lostAfter), headersAt };
  const end = round(last + 2 + 10 * random());
  // The finish reason and the usage come in an event of their own.
  chunks.push({ t: end, batch: batch + 1, text: '', usage: { inputTokens, outputTokens: texts.length } });
  return { chunks, t: round(end + 1 + random()), headersAt };
}

const round = (ms) => Math.round(ms * 10) / 10;

/** A positive factor with mean 1, skewed as waiting times are. */
function lognormal(random, sigma) {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(sigma * normal - (sigma * sigma) / 2);
}
