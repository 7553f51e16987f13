/**
 * The only import of the toolkit: what the forms use that are opened on demand, and what had to be worked around. It is archived
 * upstream and as large as half of the panel, so that it is loaded with the first form and is no part of the first paint
 * (`controls.ts` has what is). Replacing it means replacing this file.
 */
import { provideVSCodeDesignSystem, vsCodeTextArea } from '@vscode/webview-ui-toolkit';
import { element } from './element';

provideVSCodeDesignSystem().register(vsCodeTextArea());

/** A toolkit control; `value` and `disabled` are properties of its own. */
export type Control = HTMLElement & { value: string; disabled: boolean };

export function textArea(label: string, input: (text: string) => void): Control {
  const made = element('vscode-text-area', { rows: '6', resize: 'vertical', spellcheck: 'false' }, label) as Control;
  made.addEventListener('input', () => input(made.value));
  return made;
}
