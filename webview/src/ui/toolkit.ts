/**
 * The only import of the toolkit: the components in use and what had to be worked around. It is archived upstream;
 * replacing it means replacing this file.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextArea,
} from '@vscode/webview-ui-toolkit';
import { element, icon } from './element';

export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeTextArea());
}

/** A toolkit control; `value` and `disabled` are properties of its own. */
export type Control = HTMLElement & { value: string; disabled: boolean };

export interface Button {
  readonly element: Control;
  setPrimary(primary: boolean): void;
}

/** `label` is hidden in narrow layouts and stays the accessible name; the key is shown by the style sheet. */
export function button(label: string, iconName: string, press: () => void, key?: string): Button {
  const made = element(
    'vscode-button',
    { appearance: 'secondary', title: key ? `${label} (${key})` : label, 'aria-label': label },
    icon(iconName),
  ) as Control;
  made.append(
    element('span', { class: 'label' }, label),
    key ? element('kbd', { 'data-key': key, 'aria-hidden': 'true' }) : '',
  );
  made.addEventListener('click', () => {
    if (!made.disabled) press();
  });
  return {
    element: made,
    setPrimary: (primary) => {
      const appearance = primary ? 'primary' : 'secondary';
      if (made.getAttribute('appearance') !== appearance) made.setAttribute('appearance', appearance);
    },
  };
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Dropdown {
  readonly element: Control;
  /** Replaces the options only when they differ. */
  set(choices: readonly Choice[], value: string): void;
}

/** `<label for>` does not name the toolkit's dropdown, so that it carries its name itself. */
export function dropdown(name: string, choose: (value: string) => void): Dropdown {
  const made = element('vscode-dropdown', { 'aria-label': name }) as Control;
  let shown = '';
  let current = '';
  made.addEventListener('change', () => {
    if (made.value !== current) choose((current = made.value));
  });
  return {
    element: made,
    set: (choices, value) => {
      const key = JSON.stringify(choices);
      if (key !== shown) {
        shown = key;
        made.replaceChildren(...choices.map((c) => element('vscode-option', { value: c.value }, c.label)));
        current = '';
      }
      if (value === current) return;
      current = value;
      // The options take part only after they were connected.
      queueMicrotask(() => (made.value = value));
    },
  };
}

export function textArea(label: string, input: (text: string) => void): Control {
  const made = element('vscode-text-area', { rows: '6', resize: 'vertical', spellcheck: 'false' }, label) as Control;
  made.addEventListener('input', () => input(made.value));
  return made;
}
