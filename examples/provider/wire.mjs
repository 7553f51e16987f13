// OpenAI's chat completions on the wire: what a recording looks like as server-sent events, or as one answer.

/** The name of the model that behaves. Any other name that is not one of trouble's does as well. */
export const MODEL = 'example-model';

const CREATED = 1_760_000_000;

/** One event for each chunk, in the recording's order: `{ t, batch, sse }`, and a last one that says it is over. */
export function eventsOf(recording, model) {
  const { chunks, end } = recording;
  const completed = end?.end.kind === 'completed';
  const events = chunks.map((chunk, index) => {
    const last = completed && index === chunks.length - 1;
    return {
      t: chunk.t,
      batch: chunk.batch,
      sse: sse({
        id: `chatcmpl-${recording.name}`,
        object: 'chat.completion.chunk',
        created: CREATED,
        model: model || MODEL,
        choices: [
          {
            index: 0,
            delta: { ...(index === 0 && { role: 'assistant' }), ...deltaOf(chunk) },
            finish_reason: last ? (end.end.finishReason ?? 'stop') : null,
          },
        ],
        ...(chunk.usage && { usage: usageOf(chunk.usage) }),
      }),
    };
  });
  // The end mark comes with the last read, as it does from most servers.
  if (completed && events.length) events.at(-1).sse += 'data: [DONE]\n\n';
  return events;
}

/** The whole answer at once, for requests without `stream`. */
export function completion(recording, model) {
  const usage = recording.chunks.findLast((chunk) => chunk.usage)?.usage;
  return {
    id: `chatcmpl-${recording.name}`,
    object: 'chat.completion',
    created: CREATED,
    model: model || MODEL,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: recording.chunks.map((chunk) => chunk.text).join('') },
        finish_reason: recording.end?.end.finishReason ?? 'stop',
      },
    ],
    ...(usage && { usage: usageOf(usage) }),
  };
}

/** An error as OpenAI's servers word it. */
export function errorBody(message, type, code = null) {
  return { error: { message, type, param: null, code } };
}

export const sse = (value) => `data: ${JSON.stringify(value)}\n\n`;

function deltaOf(chunk) {
  return {
    ...(chunk.text && { content: chunk.text }),
    ...(chunk.reasoning && { reasoning_content: chunk.reasoning }),
  };
}

function usageOf({ inputTokens = 0, outputTokens = 0, cachedInputTokens }) {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...(cachedInputTokens !== undefined && { prompt_tokens_details: { cached_tokens: cachedInputTokens } }),
  };
}
