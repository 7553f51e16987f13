// Everything that can go wrong with a provider, by the name of the model that is asked for.
import { errorBody, eventsOf } from './wire.mjs';

/** How many events are sent before a stream breaks. */
const BEFORE_BREAK = 40;
/** How long `slow-start` keeps its headers back, in milliseconds at speed 1. */
const SLOW_START = 8000;

const refuse = (status, message, type, code, headers) => (player) =>
  player.plain(status, errorBody(message, type, code), headers);

/** Plays the beginning of a recording, without its waiting times, and leaves the stream open. */
async function begin(player, recording) {
  player.open();
  const events = eventsOf(recording).slice(0, BEFORE_BREAK);
  const first = events[0]?.t ?? 0;
  return player.send(events.map((event) => ({ ...event, t: event.t - first })));
}

/** Model name → what happens. Each gets the player and the recording that would have been streamed. */
export const TROUBLE = {
  'error-401': refuse(401, 'Incorrect API key provided.', 'invalid_request_error', 'invalid_api_key'),
  'error-429': refuse(429, 'Rate limit reached. Please try again in 20 s.', 'rate_limit_error', 'rate_limit_exceeded', {
    'retry-after': '20',
  }),
  'error-500': refuse(500, 'The server had an error while processing your request.', 'server_error', null),

  /** A page of a proxy, where an event stream should be. */
  html: (player) =>
    player.plain(
      200,
      '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Please sign in</h1></body></html>\n',
      {
        'content-type': 'text/html; charset=utf-8',
      },
    ),

  /** A stream without a single event. */
  empty: (player) => {
    player.open();
    player.finish();
  },

  /** Good events, then the half of one, then a proper end of the body. */
  'half-event': async (player, recording) => {
    if (!(await begin(player, recording))) return;
    player.write('data: {"id":"chatcmpl-half","object":"chat.completion.chunk","choices":[{"index":0,"del');
    player.finish();
  },

  /** An event stream by name, and nothing in it that can be read. */
  garbage: (player) => {
    player.open();
    player.write('data: {"choices": [{"delta": {"content": }}]}\n\n');
    player.write('data: <<<<<<< not json at all\n\n');
    player.write(Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28, 0x0a, 0x0a]));
    player.finish();
  },

  /** Good events, then the connection is gone. */
  reset: async (player, recording) => {
    if (await begin(player, recording)) await player.reset();
  },

  /** Takes the request and never says a word. Only the client can end it. */
  hang: (player) => player.gone,

  /** The right answer, after a long silence. */
  'slow-start': async (player, recording) => {
    if (await player.until(SLOW_START))
      await player.stream(shifted(eventsOf(recording), SLOW_START), shiftedEnd(recording.end));
  },
};

const shifted = (events, by) => events.map((event) => ({ ...event, t: event.t + by }));
const shiftedEnd = (end) =>
  end && {
    ...end,
    t: end.t + SLOW_START,
    ...(end.headersAt !== undefined && { headersAt: end.headersAt + SLOW_START }),
  };
