/** An answer somebody brings: pasted or dropped, played for the chosen function as if a model had streamed it. */
import { SIMULATIONS } from '../../../../protocol/clients';
import { element } from '../../ui/element';
import type { Panel, Shown, View } from '../view';

export function answerPane(panel: Panel): View {
  const text = element('textarea', { rows: '6', spellcheck: 'false', 'aria-label': 'The answer', class: 'brought' });
  text.placeholder = 'Paste or drop a raw answer, or a provider’s raw event stream (data: …)';
  const way = element(
    'select',
    { 'aria-label': 'How it is played' },
    ...SIMULATIONS.map(({ id, label }) => element('option', { value: id }, label.replace(/^Simulated · /, ''))),
  );
  const play = element('button', { class: 'link', type: 'button' }, 'Play it');
  play.addEventListener('click', () => panel.dispatch({ type: 'bring', text: text.value, way: way.value }));
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
  const box = element('div', { class: 'setup-pane' }, text, element('div', { class: 'pane-actions' }, way, play), note);
  return { element: box, render: (_: Shown) => undefined };
}
