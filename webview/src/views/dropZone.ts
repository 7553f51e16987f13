/** Recordings can be dropped anywhere on the panel. */
import { element, setHidden } from '../ui/element';
import type { Panel } from './view';

/** A text that is longer is better opened as a file: dropped, all of it crosses as one message. */
const MOST_BYTES = 64 * 1024 * 1024;
const URI_LISTS = ['application/vnd.code.uri-list', 'text/uri-list'];

export function dropZone(panel: Panel): HTMLElement {
  const hint = element(
    'div',
    { class: 'drop-hint', 'aria-hidden': 'true' },
    'Drop a recording (.bamlrun), or the text of an answer, to play it',
  );
  setHidden(hint, true);
  const isWanted = (data: DataTransfer | null): data is DataTransfer =>
    data !== null && ['Files', ...URI_LISTS].some((type) => data.types.includes(type));
  document.addEventListener('dragover', (event) => {
    if (!isWanted(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setHidden(hint, false);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) setHidden(hint, true);
  });
  document.addEventListener('drop', (event) => {
    setHidden(hint, true);
    if (!isWanted(event.dataTransfer)) return;
    event.preventDefault();
    void take(panel, event.dataTransfer);
  });
  return hint;
}

async function take(panel: Panel, data: DataTransfer): Promise<void> {
  // Read before the first pause: afterwards the browser has taken it back.
  const [file] = data.files;
  const list = URI_LISTS.map((type) => data.getData(type)).find((text) => text !== '') ?? '';
  const uris = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  if (file && file.size > MOST_BYTES) {
    const message = `\`${file.name}\` is too large to be dropped. Open it with “Open recording”.`;
    panel.send({ type: 'error', message });
    return;
  }
  const files = file ? [{ name: file.name, text: await file.text() }] : [];
  panel.dispatch({ type: 'records', message: { type: 'dropped', files, uris: files.length > 0 ? [] : uris } });
}
