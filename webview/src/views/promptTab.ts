/** What the model was asked: the messages as they were sent, and who was asked. */
import type { RecordingHeader } from '../../../protocol/run';
import { count } from '../../../protocol/words';
import { element } from '../ui/element';
import type { Shown, View } from './view';

export function promptTab(): View {
  const box = element('div', { class: 'prompt', tabindex: '0', role: 'region', 'aria-label': 'Prompt' });
  let of: RecordingHeader | null | undefined;
  return {
    element: box,
    render({ state }: Shown) {
      const header = state.timeline.started?.header ?? null;
      if (header === of) return;
      of = header;
      box.replaceChildren(...(header ? parts(header) : [element('p', { class: 'note' }, 'Nothing was sent yet.')]));
    },
  };
}

function parts({ client, prompt, test, redactions }: RecordingHeader): HTMLElement[] {
  const model = client.model === undefined ? '' : `, ${client.model}`;
  const chars = prompt.messages.reduce((sum, message) => sum + message.text.length, 0);
  const facts = `${client.name} (${client.provider}${model})${test === undefined ? '' : `, test ${test}`}. ${count(prompt.messages.length, 'message')}, ${count(chars, 'char')}.`;
  return [
    element('p', { class: 'note' }, facts, ...redactions.map((redaction) => ` ${redaction}.`)),
    ...prompt.messages.flatMap((message) => [
      element('h3', { class: 'prompt-role' }, message.role),
      element('pre', { class: 'prompt-text' }, message.text),
    ]),
  ];
}
