/**
 * The buttons and choices that are on screen from the first paint: elements of the browser, in the colours of the editor. What is
 * opened later may use the toolkit, see `toolkit.ts`.
 */
import { element, icon } from './element';

export interface Button {
  readonly element: HTMLButtonElement;
  setPrimary(primary: boolean): void;
}

/** `label` is hidden in narrow layouts and stays the accessible name; the key is shown by the style sheet. */
export function button(label: string, iconName: string, press: () => void, key?: string): Button {
  const made = element(
    'button',
    {
      class: 'button',
      type: 'button',
      title: key ? `${label} (${key})` : label,
      'aria-label': label,
    },
    icon(iconName),
    element('span', { class: 'label' }, label),
    key ? element('kbd', { 'data-key': key, 'aria-hidden': 'true' }) : null,
  );
  made.addEventListener('click', press);
  return {
    element: made,
    setPrimary: (primary) => {
      if (made.classList.contains('primary') !== primary) made.classList.toggle('primary', primary);
    },
  };
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Dropdown {
  readonly element: HTMLSelectElement;
  /** Replaces the options only when they differ. */
  set(choices: readonly Choice[], value: string): void;
}

export function dropdown(name: string, choose: (value: string) => void): Dropdown {
  const made = element('select', { class: 'select dropdown', 'aria-label': name, title: name });
  let shown: readonly Choice[] = [];
  made.addEventListener('change', () => choose(made.value));
  return {
    element: made,
    set: (choices, value) => {
      if (!isSame(choices, shown)) {
        shown = choices;
        made.replaceChildren(...choices.map((one) => element('option', { value: one.value }, one.label)));
      }
      if (made.value !== value) made.value = value;
    },
  };
}

function isSame(a: readonly Choice[], b: readonly Choice[]): boolean {
  return a.length === b.length && a.every((one, i) => one.value === b[i]!.value && one.label === b[i]!.label);
}
