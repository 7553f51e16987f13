/** The types of generated code while the answer arrives, with this moment's values and the attributes that made them so. */
import type { TypeReason } from '../../../protocol/insight';
import { typesKey } from '../insights';
import { classesAt, type ClassAtMoment } from '../typeMembers';
import { element, setAttribute, setHidden, setText } from '../ui/element';
import { sourceLink } from './location';
import type { Panel, Shown, View } from './view';

export function typeTab(panel: Panel): View {
  const note = element('p', { class: 'note' });
  const pick = (language: 'typescript' | 'python', label: string): HTMLElement => {
    const made = element('button', { class: 'toggle', type: 'button', 'aria-pressed': 'false' }, label);
    made.addEventListener('click', () => panel.dispatch({ type: 'language', language }));
    return made;
  };
  const buttons = { typescript: pick('typescript', 'TypeScript'), python: pick('python', 'Python') };
  const result = element('code', { class: 'type-result' });
  const list = element('div', { class: 'type-classes', 'data-region': '' });
  const box = element(
    'div',
    { class: 'type-tab' },
    element(
      'div',
      { class: 'diff-head', role: 'toolbar', 'aria-label': 'Language' },
      buttons.typescript,
      buttons.python,
    ),
    note,
    result,
    list,
  );
  let of: readonly unknown[] = [];
  return {
    element: box,
    render({ state, frame }: Shown) {
      const { timeline, insights, selection, language, selected } = state;
      for (const [name, made] of Object.entries(buttons)) setAttribute(made, 'aria-pressed', String(name === language));
      const key = selection && timeline.started && typesKey(timeline.started.header.function, selection.project);
      const known = insights.types?.of === key ? insights.types : null;
      const now = [known, language, timeline, frame, selected];
      if (now.every((part, i) => part === of[i]) && of.length > 0) return;
      of = now;
      const types = known?.types ?? null;
      setHidden(result, types === null);
      setText(
        note,
        known === null
          ? 'Asking for the types …'
          : types === null
            ? 'The project has no such function now, or it does not stream: there is no partial type.'
            : 'What generated code declares for the types as they are written now, and what your code holds at this moment.',
      );
      if (!types) return list.replaceChildren();
      setText(result, types[language]);
      list.replaceChildren(...classesAt(types, timeline, frame, selected).map((one) => classBox(panel, one, language)));
    },
  };
}

function classBox(
  panel: Panel,
  { of, name, row, values }: ClassAtMoment,
  language: 'typescript' | 'python',
): HTMLElement {
  const isTypeScript = language === 'typescript';
  const head = element(
    'h3',
    { class: 'type-name' },
    isTypeScript ? 'interface ' : 'class ',
    element('span', { class: 'type' }, of.name),
    isTypeScript ? ' {' : '(BaseModel):',
    row === null || name === of.name ? '' : element('span', { class: 'dim' }, ` ${isTypeScript ? '//' : '#'} ${name}`),
  );
  const members = of.members.map((member) => {
    const value = values.get(member.name);
    const made = element(
      'div',
      { class: `type-member ${value?.state ?? ''}` },
      element('code', {}, member[language]),
      value === undefined
        ? ''
        : element('div', { class: 'type-value' }, `= ${value.text} `, element('span', { class: 'dim' }, value.state)),
      ...member.reasons.map((reason) => because(panel, reason)),
    );
    if (value && value.row !== null) {
      const { row: id } = value;
      made.addEventListener('click', () => panel.dispatch({ type: 'pick', row: id }));
    }
    return made;
  });
  return element(
    'section',
    { class: 'type-class' },
    head,
    ...of.reasons.map((reason) => because(panel, reason)),
    ...members,
    isTypeScript ? element('div', { class: 'type-name' }, '}') : '',
  );
}

/** `Never null: the object waits for it, because of @stream.not_null receipt.baml:9`. */
function because(panel: Panel, { attribute, does, of, at }: TypeReason): HTMLElement {
  return element(
    'div',
    { class: 'type-reason dim' },
    `${does[0]!.toUpperCase()}${does.slice(1)}, because of `,
    element('code', {}, attribute),
    of === undefined ? ' ' : ` of ${of} `,
    at ? sourceLink(panel, at) : '',
  );
}
