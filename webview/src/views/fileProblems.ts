/** What is wrong with the file this window was opened for, line by line. */
import type { OpenedFile } from '../../../protocol/records';
import { count } from '../../../protocol/words';
import { element, icon, setHidden } from '../ui/element';
import type { Panel, View } from './view';

export function fileProblems(panel: Panel): View {
  const box = element('div', { class: 'file-problems', 'data-region': '' });
  let of: OpenedFile | null | undefined;
  return {
    element: box,
    render({ state: { records } }) {
      const { file } = records;
      if (file === of) return;
      of = file;
      setHidden(box, file === null);
      box.replaceChildren(...(file ? [banner(panel, file)] : []));
    },
  };
}

function banner(panel: Panel, { name, uri, isReadable, problems }: OpenedFile): HTMLElement {
  const list = element(
    'ul',
    {},
    ...problems.map(({ line, message }) => {
      const at = { uri, line: line - 1, character: 0, endLine: line - 1, endCharacter: 0 };
      const link = element('button', { class: 'link', type: 'button' }, `Line ${line}`);
      link.addEventListener('click', () => panel.send({ type: 'reveal', at }));
      return element('li', {}, link, ` ${message}`);
    }),
  );
  const title = isReadable
    ? `${count(problems.length, 'problem')} in ${name}; what is shown is the rest.`
    : `${name} cannot be shown: it is no recording that can be read.`;
  // Of one that shows nothing, the reasons are all there is to see.
  const body = isReadable
    ? element('details', {}, element('summary', {}, title), list)
    : element('div', {}, element('span', {}, title), list);
  return element(
    'div',
    { class: `banner ${isReadable ? 'neutral' : 'bad'}`, role: isReadable ? 'status' : 'alert' },
    icon(isReadable ? 'warning' : 'error'),
    element('div', { class: 'banner-text' }, body),
  );
}
