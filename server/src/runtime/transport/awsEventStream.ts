/**
 * Events from the binary frames of AWS (`application/vnd.amazon.eventstream`). A frame is: its length and the length of
 * its headers (32 bits each, big-endian), a checksum of these eight bytes, the headers, the payload, and a checksum of
 * everything before. Lengths are believed only when their checksum fits, so a wrong byte cannot ask for memory.
 */
import { crc32 } from './crc32';
import { LONGEST_EVENT, type EventHandler, type EventStream } from './eventStream';

const PRELUDE = 12;
const CHECKSUM = 4;

/** Takes frames of at most `longest` bytes. */
export function awsEventStream(handler: EventHandler, longest: number = LONGEST_EVENT): EventStream {
  let buffer = new Uint8Array(4096);
  /** What of `buffer` is waiting for the rest of its frame. */
  let filled = 0;
  let stopped = false;
  let frames = 0;

  const stop = (tell: () => void): void => {
    stopped = true;
    tell();
  };
  const append = (bytes: Uint8Array): void => {
    if (filled + bytes.length > buffer.length) {
      // Doubling keeps the cost of copying in proportion to what arrives.
      const larger = new Uint8Array(Math.max(filled + bytes.length, buffer.length * 2));
      larger.set(buffer.subarray(0, filled));
      buffer = larger;
    }
    buffer.set(bytes, filled);
    filled += bytes.length;
  };
  /** The length of the frame at `at`, once its prelude is there; 0 when there is none yet. */
  const frameLength = (at: number): number => {
    if (filled - at < PRELUDE) return 0;
    const view = viewOf(buffer.subarray(at, at + PRELUDE));
    if (crc32(buffer.subarray(at, at + 8)) !== view.getUint32(8)) {
      // The very first frame tells whether this is such a stream at all.
      stop(() => (frames === 0 ? handler.foreign?.() : handler.broken?.(WRONG_CHECKSUM)));
      return 0;
    }
    const length = view.getUint32(0);
    if (length < PRELUDE + CHECKSUM + view.getUint32(4)) stop(() => handler.broken?.(WRONG_LENGTHS));
    else if (length > longest) stop(() => handler.tooLong());
    return stopped ? 0 : length;
  };

  return {
    feed(bytes) {
      if (stopped) return;
      append(bytes);
      let at = 0;
      while (!stopped) {
        const length = frameLength(at);
        if (length === 0 || filled - at < length) break;
        const frame = buffer.subarray(at, at + length);
        frames++;
        readFrame(frame, handler, stop);
        at += length;
      }
      if (at === 0) return;
      buffer.copyWithin(0, at, filled);
      filled -= at;
    },
    end() {
      if (!stopped && filled) stop(() => (frames === 0 ? handler.foreign?.() : handler.broken?.(CUT)));
    },
  };
}

const WRONG_CHECKSUM = 'An event of the answer was damaged on its way: its checksum does not fit.';
const WRONG_LENGTHS = 'An event of the answer is damaged: its lengths contradict each other.';
const CUT = 'The answer stops in the middle of an event.';

function readFrame(frame: Uint8Array, handler: EventHandler, stop: (tell: () => void) => void): void {
  const view = viewOf(frame);
  const end = frame.length - CHECKSUM;
  if (crc32(frame.subarray(0, end)) !== view.getUint32(end)) return stop(() => handler.broken?.(WRONG_CHECKSUM));
  const bodyAt = PRELUDE + view.getUint32(4);
  const headers = readHeaders(frame.subarray(PRELUDE, bodyAt));
  if (!headers) return stop(() => handler.broken?.(WRONG_LENGTHS));
  const data = new TextDecoder('utf-8').decode(frame.subarray(bodyAt, end));
  switch (headers.get(':message-type')) {
    case 'exception':
      return handler.event({ data, name: headers.get(':exception-type') ?? '', isError: true }, true);
    case 'error': {
      const message = headers.get(':error-message') ?? '';
      return handler.event(
        { data: JSON.stringify({ message }), name: headers.get(':error-code') ?? '', isError: true },
        true,
      );
    }
    default:
      return handler.event({ data, name: headers.get(':event-type') ?? '' }, true);
  }
}

/** How long the value of a header is, by its type; 6 and 7 bring their length along. */
const VALUE_LENGTHS: readonly (number | undefined)[] = [0, 0, 1, 2, 4, 8, undefined, undefined, 8, 16];
const STRING = 7;

/** The headers that are strings; undefined when the bytes are no headers. */
function readHeaders(bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
  const view = viewOf(bytes);
  const decoder = new TextDecoder('utf-8');
  const headers = new Map<string, string>();
  let at = 0;
  while (at < bytes.length) {
    const nameEnd = at + 1 + view.getUint8(at);
    if (nameEnd >= bytes.length) return undefined;
    const name = decoder.decode(bytes.subarray(at + 1, nameEnd));
    const type = view.getUint8(nameEnd);
    at = nameEnd + 1;
    let length = VALUE_LENGTHS[type];
    if (length === undefined) {
      if (type >= VALUE_LENGTHS.length || at + 2 > bytes.length) return undefined;
      length = view.getUint16(at);
      at += 2;
    }
    if (at + length > bytes.length) return undefined;
    if (type === STRING) headers.set(name, decoder.decode(bytes.subarray(at, at + length)));
    at += length;
  }
  return headers;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
