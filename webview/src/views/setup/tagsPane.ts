/** The tags of the run: what `ctx.tags` holds in the prompt. */
import { tagProblem, type Tag } from '../../../../protocol/runOptions';
import { optionsOf } from '../../doing';
import { element, icon, setHidden, setText } from '../../ui/element';
import type { Panel, Shown, View } from '../view';

export function tagsPane(panel: Panel): View {
  const list = element('div', { class: 'tag-list' });
  const add = element('button', { class: 'link', type: 'button' }, icon('add'), 'Add a tag');
  const problem = element('p', { class: 'args-problem', role: 'status' });
  const note = element(
    'p',
    { class: 'dim' },
    'The prompt reads them as ctx.tags.NAME. They are kept in the recording.',
  );
  const box = element('div', { class: 'setup-pane' }, list, add, problem, note);
  let tags: readonly Tag[] = [];
  const rows: { element: HTMLElement; name: HTMLInputElement; value: HTMLInputElement }[] = [];
  const dispatch = (next: readonly Tag[]): void => panel.dispatch({ type: 'tags', tags: next });

  const row = (at: number): (typeof rows)[number] => {
    const field = (label: string, change: (text: string) => Tag): HTMLInputElement => {
      const made = element('input', { type: 'text', spellcheck: 'false', 'aria-label': `${label} of tag ${at + 1}` });
      made.placeholder = label.toLowerCase();
      made.addEventListener('input', () => dispatch(tags.with(at, change(made.value))));
      return made;
    };
    const name = field('Name', (text) => ({ ...tags[at]!, name: text }));
    const value = field('Value', (text) => ({ ...tags[at]!, value: text }));
    const remove = element(
      'button',
      { class: 'step', type: 'button', 'aria-label': `Remove tag ${at + 1}` },
      icon('close'),
    );
    remove.addEventListener('click', () => {
      dispatch(tags.filter((_, index) => index !== at));
      (rows[at - 1]?.name ?? add).focus();
    });
    return { element: element('div', { class: 'tag' }, name, value, remove), name, value };
  };
  add.addEventListener('click', () => {
    const at = tags.length;
    dispatch([...tags, { name: '', value: '' }]);
    requestAnimationFrame(() => requestAnimationFrame(() => rows[at]?.name.focus()));
  });
  return {
    element: box,
    render({ state }: Shown) {
      tags = optionsOf(state.selection).tags;
      while (rows.length < tags.length) {
        const made = row(rows.length);
        rows.push(made);
        list.append(made.element);
      }
      for (const [at, { element: line, name, value }] of rows.entries()) {
        const tag = tags[at];
        setHidden(line, !tag);
        if (!tag) continue;
        if (name.value !== tag.name) name.value = tag.name;
        if (value.value !== tag.value) value.value = tag.value;
      }
      setText(problem, tagProblem(tags) ?? '');
    },
  };
}
