/** An answer somebody brings: pasted or dropped, played for the chosen function as if a model had streamed it. */
import { SIMULATIONS } from '../../../../protocol/clients';
import { FASTEST_PACE } from '../../../../protocol/doing';
import { element } from '../../ui/element';
import type { Panel, Shown, View } from '../view';

export function answerPane(panel: Panel): View {
  const text = element('textarea', { rows: '6', spellcheck: 'false', 'aria-label': 'The answer', class: 'brought' });
  text.placeholder = 'Paste or drop a raw answer, or a provider’s raw event stream (data: …)';
  const way = element(
    'select',
    { 'aria-label': 'How it is played' },
    ...SIMULATIONS.map(({ id, label }) =>
      element('option', { value: id }, label.replace(/^Simulated · /, '').replace(/, \d+ tokens\/s$/, '')),
    ),
  );
  const usual = (): string => String(SIMULATIONS.find(({ id }) => id === way.value)?.playing.tokensPerSecond ?? '');
  const pace = element('input', {
    type: 'number',
    class: 'amount',
    min: '0',
    max: String(FASTEST_PACE),
    step: 'any',
    'aria-label': 'Tokens a second',
    title: '0 brings all of it at once',
  });
  pace.value = usual();
  way.addEventListener('change', () => (pace.value = usual()));
  const play = element('button', { class: 'link', type: 'button' }, 'Play it');
  play.addEventListener('click', () => {
    const wanted = Number(pace.value);
    const isOwn = pace.value.trim() !== '' && pace.validity.valid;
    panel.dispatch({ type: 'bring', text: text.value, way: way.value, ...(isOwn && { pace: wanted }) });
  });
  text.addEventListener('input', () => (play.disabled = text.value.trim() === ''));
  text.addEventListener('dragover', (event) => event.preventDefault());
  text.addEventListener('drop', (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    void file.text().then((content) => {
      text.value = content;
      play.disabled = content.trim() === '';
    });
  });
  play.disabled = true;
  const note = element('p', { class: 'dim' }, 'No model is asked. What is played is kept as a recording.');
  const box = element(
    'div',
    { class: 'setup-pane' },
    text,
    element('div', { class: 'pane-actions' }, way, element('label', {}, pace, ' tokens/s'), play),
    note,
  );
  return { element: box, render: (_: Shown) => undefined };
}
