/** Unpacks an answer. Nothing packed is asked for; some servers pack all the same. */
import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** Whatever has come is given at once; where the answer ends is told by HTTP. */
const ZLIB = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH };

/** So many layers are unpacked; more are somebody's joke. */
const MOST_LAYERS = 3;

/**
 * The bytes behind `content-encoding`; the message itself when there is none, or one that nobody knows. What cannot be unpacked
 * fails with a code of zlib (`Z_DATA_ERROR`, `ERR__ERROR_FORMAT…`).
 */
export function unpacked(message: IncomingMessage): Readable {
  const named = (message.headers['content-encoding'] ?? '').toLowerCase().split(',');
  const packed = named.map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity');
  const layers = packed.slice(0, MOST_LAYERS).reverse().map(unpacker);
  if (!layers.length || packed.length > MOST_LAYERS || layers.includes(undefined)) return message;
  let bytes: Readable = message;
  // What goes wrong is told by the stream that is read.
  for (const layer of layers) bytes = pipeline(bytes, layer!(), () => undefined);
  return bytes;
}

function unpacker(name: string) {
  switch (name) {
    case 'gzip':
    case 'x-gzip':
      return () => createGunzip(ZLIB);
    case 'deflate':
      return () => createInflate(ZLIB);
    case 'br':
      return () => createBrotliDecompress(BROTLI);
    default:
      return undefined;
  }
}
