/** Text somebody brings: a raw answer of a model, or the raw event stream of a provider, as the pieces it came in. */
import type { AnswerName, ProviderEvent } from '../providers/answerFormat';
import { answerFormat, RESPONSE_TYPES } from '../providers/answerFormats';
import { eventStream } from '../transport/eventStream';

export interface BroughtText {
  /** Whose events they are; null for a raw answer. */
  readonly format: AnswerName | null;
  /** What each event adds; a raw answer is one piece. */
  readonly pieces: readonly string[];
}

/** Never throws: text that is no event stream of any provider is an answer. */
export function broughtText(text: string): BroughtText {
  const events = looksLikeEvents(text) ? eventsOf(text) : [];
  let best: BroughtText = { format: null, pieces: [text] };
  let most = 0;
  for (const format of events.length ? RESPONSE_TYPES : []) {
    const pieces = events.flatMap((data) => textOf(answerFormat(format).readEvent(data)));
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (length > most) [best, most] = [{ format, pieces }, length];
  }
  return best;
}

/** Whether the first lines are those of server-sent events. */
function looksLikeEvents(text: string): boolean {
  return /^\uFEFF?\s*(?:(?::|event:|id:|retry:)[^\r\n]*[\r\n]+\s*)*data:/.test(text.slice(0, 2_000));
}

function eventsOf(text: string): readonly { readonly data: string; readonly name?: string }[] {
  const events: { readonly data: string; readonly name?: string }[] = [];
  const stream = eventStream({ event: (event) => void events.push(event), tooLong: () => undefined });
  stream.feed(new TextEncoder().encode(text.trimStart()));
  stream.end();
  return events;
}

function textOf(event: ProviderEvent): readonly string[] {
  return event.kind === 'delta' && event.text !== '' ? [event.text] : [];
}
