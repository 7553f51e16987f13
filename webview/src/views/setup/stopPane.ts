/** Rules that end a run early: one line for each, switched on by its box. The runtime judges them. */
import type { StopRule } from '../../../../protocol/runOptions';
import { optionsOf } from '../../doing';
import { chosenFunction } from '../../model';
import { element } from '../../ui/element';
import type { Panel, Shown, View } from '../view';

type Kind = StopRule['kind'];

/** What a line asks for: words, and between them a number or a path. */
interface Line {
  readonly kind: Kind;
  readonly words: readonly (string | { readonly of: 'number' | 'path'; readonly label: string })[];
  readonly number: number;
  make(number: number, path: string): StopRule;
}

const LINES: readonly Line[] = [
  {
    kind: 'items',
    words: ['after', { of: 'number', label: 'Items' }, 'complete items of', { of: 'path', label: 'List' }],
    number: 3,
    make: (count, path) => ({ kind: 'items', path, count }),
  },
  {
    kind: 'complete',
    words: ['when', { of: 'path', label: 'Field' }, 'is complete'],
    number: 0,
    make: (_, path) => ({ kind: 'complete', path }),
  },
  {
    kind: 'stall',
    words: ['when nothing arrives for', { of: 'number', label: 'Seconds' }, 'seconds'],
    number: 5,
    make: (seconds) => ({ kind: 'stall', seconds }),
  },
  {
    kind: 'size',
    words: ['at', { of: 'number', label: 'Characters' }, 'characters'],
    number: 4000,
    make: (characters) => ({ kind: 'size', characters }),
  },
  { kind: 'check', words: ['on the first check that fails'], number: 0, make: () => ({ kind: 'check' }) },
];

export function stopPane(panel: Panel): View {
  const paths = element('datalist', { id: 'stop-paths' });
  const lines = LINES.map((line) => stopLine(line, changed));
  const note = element(
    'p',
    { class: 'dim' },
    'A rule that is met closes the connection and is told as the reason of the end.',
  );
  const box = element('div', { class: 'setup-pane' }, ...lines.map((line) => line.element), note, paths);
  let offered: unknown = null;

  function changed(): void {
    panel.dispatch({ type: 'stopRules', stop: lines.flatMap((line) => line.rule() ?? []) });
  }
  return {
    element: box,
    render({ state }: Shown) {
      const { stop } = optionsOf(state.selection);
      for (const line of lines) line.show(stop.find(({ kind }) => kind === line.kind));
      const info = chosenFunction(state);
      if (offered === info) return;
      offered = info;
      paths.replaceChildren(...pathsOf(info?.outline ?? []).map((value) => element('option', { value })));
    },
  };
}

function stopLine(line: Line, changed: () => void) {
  const on = element('input', { type: 'checkbox' });
  const fields: { number?: HTMLInputElement; path?: HTMLInputElement } = {};
  const parts = line.words.map((word) => {
    if (typeof word === 'string') return element('span', {}, word);
    const isNumber = word.of === 'number';
    const made = element('input', {
      'aria-label': word.label,
      ...(isNumber
        ? { type: 'number', min: '1', class: 'amount' }
        : { type: 'text', list: 'stop-paths', class: 'path' }),
    });
    made.spellcheck = false;
    if (isNumber) made.value = String(line.number);
    made.addEventListener('input', () => {
      on.checked = made.value.trim() !== '';
      changed();
    });
    fields[word.of] = made;
    return made;
  });
  on.addEventListener('change', () => {
    if (on.checked && fields.path?.value === '') fields.path.focus();
    changed();
  });
  const label = element('label', {}, on, element('span', {}, typeof line.words[0] === 'string' ? line.words[0] : ''));
  return {
    kind: line.kind,
    element: element('div', { class: 'stop-line' }, label, ...parts.slice(1)),
    rule(): StopRule | undefined {
      const number = Number(fields.number?.value ?? line.number);
      const path = fields.path?.value.trim() ?? '';
      if (!on.checked || (fields.path && path === '') || (fields.number && !(number > 0))) return undefined;
      return line.make(number, path);
    },
    /** Fields keep what was written in them while the rule is off or not whole. */
    show(rule: StopRule | undefined): void {
      if (!rule) {
        if (this.rule()) on.checked = false;
        return;
      }
      on.checked = true;
      const { path, count, seconds, characters } = rule as Partial<
        Record<'count' | 'seconds' | 'characters', number>
      > & {
        path?: string;
      };
      const number = count ?? seconds ?? characters;
      if (fields.path && path !== undefined && fields.path.value.trim() !== path) fields.path.value = path;
      if (fields.number && number !== undefined && Number(fields.number.value) !== number)
        fields.number.value = String(number);
    },
  };
}

/** The paths of fields that stand at a place known before any answer. */
function pathsOf(outline: readonly { readonly depth: number; readonly name: string }[]): string[] {
  const names: string[] = [];
  return outline.flatMap(({ depth, name }) => {
    names.length = Math.max(0, depth);
    names[depth] = name;
    const inner = names.slice(1, depth + 1);
    return depth > 0 && inner.every((one) => /^\w+$/.test(one)) ? [inner.join('.')] : [];
  });
}
