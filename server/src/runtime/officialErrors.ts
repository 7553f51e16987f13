/**
 * The errors that a program gets from the official client (0.226.2) for an answer that came whole but is of no use: the
 * fields of `BamlValidationError` and `BamlClientFinishReasonError`, word for word.
 */

export interface OfficialError {
  readonly name: 'BamlValidationError' | 'BamlClientFinishReasonError';
  readonly message: string;
  readonly detailed_message: string;
  readonly prompt: string;
  readonly raw_output: string;
  readonly finish_reason?: string;
}

/** A whole answer and the messages it answers. */
export interface Exchange {
  readonly messages: readonly { readonly role: string; readonly text: string }[];
  readonly rawOutput: string;
}

/** The answer does not fit the return type. `reason`: the message of the final reading. */
export function validationError(exchange: Exchange, reason: string): OfficialError {
  const { prompt, raw_output } = given(exchange);
  const failed = `Failed to parse LLM response: ${reason}`;
  return {
    name: 'BamlValidationError',
    message: `BamlValidationError: ${failed}`,
    detailed_message: `Parsing error: ${failed}\n${context(exchange)}`,
    prompt,
    raw_output,
  };
}

/** The client's options do not allow the finish reason of the answer. What `getFinalResponse()` and plain calls throw. */
export function finishReasonError(exchange: Exchange, finishReason: string): OfficialError {
  return {
    name: 'BamlClientFinishReasonError',
    message: 'BamlError: BamlClientError: BamlClientFinishReasonError: Finish reason not allowed',
    detailed_message: refused(exchange, finishReason),
    ...given(exchange),
    finish_reason: finishReason,
  };
}

/** The same, as the last event of a stream throws it: the runtime takes it for an answer that does not fit. */
export function streamedFinishReasonError(exchange: Exchange, finishReason: string): OfficialError {
  return validationError(exchange, refused(exchange, finishReason));
}

function refused(exchange: Exchange, finishReason: string): string {
  return `Finish reason error: Finish reason not allowed\n${context(exchange)}\nFinish Reason: ${finishReason}`;
}

const context = (exchange: Exchange): string => {
  const { prompt, raw_output } = given(exchange);
  return `Prompt: ${prompt}\nRaw Response: ${raw_output}`;
};

function given({ messages, rawOutput }: Exchange): { readonly prompt: string; readonly raw_output: string } {
  return { prompt: messages.map(({ role, text }) => `${role}: ${text}\n`).join(''), raw_output: rawOutput };
}
