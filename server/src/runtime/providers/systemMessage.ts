/** The system prompt, for providers that take it apart from the messages. */
import type { ClientOptions } from '../clientOptions';
import type { MessagePart, RenderedMessage } from '../prompt/messages';

export interface Conversation {
  readonly system?: readonly MessagePart[];
  readonly messages: readonly RenderedMessage[];
}

/**
 * A system message at the beginning becomes the system prompt when another message follows. Every other system message,
 * a lone one included, is the user's. A role that was renamed is no longer `system`.
 */
export function splitSystem(messages: readonly RenderedMessage[]): Conversation {
  const [first, ...others] = messages;
  const isSystem = first?.role === 'system' && others.length > 0;
  const rest = (isSystem ? others : messages).map((message) =>
    message.role === 'system' ? { ...message, role: 'user' } : message,
  );
  return { ...(isSystem ? { system: first.parts } : {}), messages: rest };
}

/** Complains about a prompt of nothing but roles, at which the official runtime panics. */
export function needMessages(messages: readonly RenderedMessage[], options: ClientOptions): void {
  if (!messages.length) options.complain('The prompt has no text for any message: there is nothing to send.');
}
