// Which recording answers a request. The request holds a prompt and nothing else, so the prompt decides.

/** Less in common than this is chance: about four words that no other prompt has. */
const ENOUGH_SHARED = 8;
/** A prompt whose words belong to other functions as much as to this one is neither's. */
const ENOUGH_OWN = 0.5;

/**
 * The recording with exactly this prompt; or else, since arguments, prompts and schemas are there to be played with, one
 * of the function whose prompts share the most telling words with it. Undefined when none is near.
 */
export function findRecording(messages, recordings) {
  const asked = canonical(messages.map((message) => ({ role: message?.role, text: textOf(message?.content) })));
  const exact = recordings.find((recording) => canonical(recording.header.prompt.messages) === asked);
  if (exact) return exact;

  const words = wordsOf(asked);
  const known = recordings.map((recording) => ({
    recording,
    words: wordsOf(canonical(recording.header.prompt.messages)),
  }));
  const weights = new Map();
  for (const word of words) {
    const holders = known.filter((candidate) => candidate.words.has(word)).length;
    // A word tells the more, the fewer prompts have it. What no prompt has, an argument say, tells nothing.
    if (holders > 0) weights.set(word, Math.log((known.length + 1) / holders));
  }
  const telling = sum(weights.values());
  let best;
  let bestShared = 0;
  for (const candidate of known) {
    const shared = sum([...weights].filter(([word]) => candidate.words.has(word)).map(([, weight]) => weight));
    if (shared > bestShared) [best, bestShared] = [candidate.recording, shared];
  }
  if (!best || bestShared < ENOUGH_SHARED || bestShared < ENOUGH_OWN * telling) return undefined;
  // The cut answer of one prompt is not what another prompt asks for.
  return recordings.find((r) => r.header.function === best.header.function && completed(r)) ?? best;
}

const sum = (numbers) => [...numbers].reduce((total, number) => total + number, 0);

const completed = (recording) => recording.end?.end.kind === 'completed';

/** Text of a message's content: a string, or a list of parts of which some are text. */
function textOf(content) {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (typeof part?.text === 'string' ? part.text : '')).join('');
}

/** Messages as one text in which blanks do not count. */
function canonical(messages) {
  return messages.map(({ role, text }) => `${role}: ${text.replace(/\s+/g, ' ').trim()}`).join('\n');
}

const wordsOf = (text) => new Set(text.toLowerCase().match(/[\p{L}_]{3,}/gu) ?? []);
