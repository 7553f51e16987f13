/** What the model was asked: the messages as they were sent, and who was asked; and what a run would send now. */
import type { AttemptStart, RecordingHeader } from '../../../protocol/run';
import { count } from '../../../protocol/words';
import { readArguments } from '../arguments';
import { chosenFunction } from '../model';
import { element, icon, setHidden } from '../ui/element';
import type { Panel, Shown, View } from './view';

export function promptTab(panel: Panel): View {
  const text = element('div', { class: 'prompt', tabindex: '0', role: 'region', 'aria-label': 'Prompt' });
  const action = (label: string, symbol: string, as: 'text' | 'curl', title: string) => {
    const made = element('button', { class: 'link', type: 'button', title }, icon(symbol), label);
    made.addEventListener('click', () => panel.dispatch({ type: 'request', as }));
    return made;
  };
  const actions = [
    action('Show request', 'go-to-file', 'text', 'What a run with the chosen arguments would send, as HTTP'),
    action('Copy as cURL', 'copy', 'curl', 'What a run with the chosen arguments would send, as a command'),
  ];
  const sent = element(
    'button',
    { class: 'link', type: 'button', title: 'What the run on screen has sent, as HTTP' },
    icon('history'),
    'Show as sent',
  );
  sent.addEventListener('click', () => panel.dispatch({ type: 'sentRequest', as: 'text' }));
  const box = element(
    'div',
    { class: 'prompt-pane' },
    element('div', { class: 'prompt-actions', role: 'toolbar', 'aria-label': 'Request' }, ...actions, sent),
    text,
  );
  let of: RecordingHeader | null | undefined;
  let during: AttemptStart | null = null;
  return {
    element: box,
    render({ state }: Shown) {
      const info = chosenFunction(state);
      const isKnown = info !== undefined && readArguments(info, state.selection).ok;
      for (const at of actions) at.disabled = !isKnown;
      setHidden(sent, state.timeline.started?.source !== 'live');
      const header = state.timeline.started?.header ?? null;
      const { attempt } = state.timeline;
      if (header === of && attempt === during) return;
      [of, during] = [header, attempt];
      text.replaceChildren(
        ...(header ? parts(header, attempt) : [element('p', { class: 'note' }, 'Nothing was sent yet.')]),
      );
    },
  };
}

/** An attempt has its own client, and its own prompt where prompts depend on it. */
function parts(header: RecordingHeader, attempt: AttemptStart | null): HTMLElement[] {
  const { test, redactions } = header;
  const client = attempt?.client ?? header.client;
  const prompt = { messages: attempt?.prompt ?? header.prompt.messages };
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
