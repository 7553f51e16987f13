/**
 * Server-sent events from bytes. UTF-8 is decoded across reads; line ends may be `\n`, `\r\n` or `\r`; comments
 * and ids are ignored. On top of the standard, a last event that lacks its blank line is given too.
 */
import { createParser } from 'eventsource-parser';
import type { WireEvent } from '../providers/answerFormat';

/** A longer event is not an answer but a mistake. In characters. */
export const LONGEST_EVENT = 8 * 1024 * 1024;

export interface EventStream {
  /** Takes the bytes of one read. After `tooLong` nothing more is taken. */
  feed(bytes: Uint8Array): void;
  /** The body has ended: gives the last event when its blank line is missing. */
  end(): void;
}

/** After anything but `event`, nothing more is told. */
export interface EventHandler {
  /** One event. `whole` is false when the body ended before the end of the event. */
  event(event: WireEvent, whole: boolean): void;
  /** One event is longer than `longest`. */
  tooLong(): void;
  /** The bytes break the rules of the framing, said in words. */
  broken?(message: string): void;
  /** The very first bytes are not of this framing: the body is something else. */
  foreign?(): void;
}

export function eventStream(handler: EventHandler, longest: number = LONGEST_EVENT): EventStream {
  const decoder = new TextDecoder('utf-8');
  let stopped = false;
  let ended = false;
  const parser = createParser({
    maxBufferSize: longest,
    onEvent: ({ data, event }) => handler.event(named(data, event), !ended),
    onError: (error) => {
      // Unknown fields are no error: bodies that are no event stream are recognized by having no event.
      if (error.type !== 'max-buffer-size-exceeded') return;
      stopped = true;
      handler.tooLong();
    },
  });
  // Line ends are made one kind here: the parser keeps a `\r` at the end of a read back until the next one, and its cost
  // for many of them grows with the square of a read.
  let afterReturn = false;
  const feedText = (text: string): void => {
    if (text === '' || stopped) return;
    const rest = afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    afterReturn = rest.endsWith('\r');
    if (rest) parser.feed(rest.replaceAll(/\r\n?/g, '\n'));
  };
  return {
    feed(bytes) {
      feedText(decoder.decode(bytes, { stream: true }));
    },
    end() {
      feedText(decoder.decode());
      ended = true;
      feedText('\n\n');
    },
  };
}

function named(data: string, name: string | undefined): WireEvent {
  if (name === undefined) return { data };
  return name === 'error' ? { data, name, isError: true } : { data, name };
}
