/** Links to the source, and to the text that was read. */
import type { SourceLocation } from '../../../protocol/run';
import { element } from '../ui/element';
import type { Panel } from './view';

/** `receipt.baml:7`, opening the place in the editor. */
export function sourceLink(panel: Panel, at: SourceLocation): HTMLElement {
  const made = element('button', { class: 'link', type: 'button' }, sourceName(at));
  made.addEventListener('click', (event) => {
    event.stopPropagation();
    panel.send({ type: 'reveal', at });
  });
  return made;
}

/** Leads to the text of the answer as the parser read it. */
export function parserLink(panel: Panel): HTMLElement {
  const made = element('button', { class: 'link', type: 'button' }, 'What the parser saw');
  made.addEventListener('click', () => panel.dispatch({ type: 'tab', tab: 'raw' }));
  return made;
}

export function sourceName(at: SourceLocation): string {
  const file = at.uri.slice(at.uri.lastIndexOf('/') + 1);
  let name = file;
  try {
    name = decodeURIComponent(file);
  } catch {
    // Not percent-encoded: shown as it is.
  }
  return `${name}:${at.line + 1}`;
}
