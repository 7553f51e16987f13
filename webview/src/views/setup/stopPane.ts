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
  readonly words: readonly (string | { readonly of: 'number' | 'path' | 'price'; readonly label: string })[];
  readonly number: number;
  make(number: number, path: string, price: number): StopRule;
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
  {
    kind: 'cost',
    words: [
      'at a cost of about',
      { of: 'number', label: 'Cost' },
      'when a million output tokens cost',
      { of: 'price', label: 'Price of a million output tokens' },
    ],
    number: 0.05,
    make: (amount, _, price) => ({ kind: 'cost', amount, price }),
  },
  { kind: 'check', words: ['on the first check that fails'], number: 0, make: () => ({ kind: 'check' }) },
];

export function stopPane(panel: Panel): View {
  const paths = element('datalist', { id: 'stop-paths' });
  const lines = LINES.map((line) => stopLine(line, changed));
  const note = element(
    'p',
    { class: 'dim' },
    'A rule that is met closes the connection and is told as the reason of the end. A cost is that of the output alone: tokens the provider has not counted yet are estimated, at four characters each.',
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
  const fields: { number?: HTMLInputElement; path?: HTMLInputElement; price?: HTMLInputElement } = {};
  const parts = line.words.map((word) => {
    if (typeof word === 'string') return element('span', {}, word);
    const isNumber = word.of !== 'path';
    const made = element('input', {
      'aria-label': word.label,
      ...(isNumber
        ? { type: 'number', min: line.kind === 'cost' ? '0' : '1', step: 'any', class: 'amount' }
        : { type: 'text', list: 'stop-paths', class: 'path' }),
    });
    made.spellcheck = false;
    if (word.of === 'price') made.placeholder = 'price';
    if (word.of === 'number') made.value = String(line.number);
    made.addEventListener('input', () => {
      on.checked = made.value.trim() !== '';
      mark();
      changed();
    });
    fields[word.of] = made;
    return made;
  });
  on.addEventListener('change', () => {
    const unsaid = [fields.path, fields.price].find((field) => field?.value === '');
    if (on.checked) unsaid?.focus();
    mark();
    changed();
  });
  /** What a rule that is switched on still lacks is shown: until it is there the rule is none. */
  const mark = (): void => {
    for (const field of [fields.path, fields.price]) {
      const isWanting = on.checked && field?.value.trim() === '';
      if (isWanting) field?.setAttribute('aria-invalid', 'true');
      else field?.removeAttribute('aria-invalid');
    }
  };
  const label = element('label', {}, on, element('span', {}, typeof line.words[0] === 'string' ? line.words[0] : ''));
  return {
    kind: line.kind,
    element: element('div', { class: 'stop-line' }, label, ...parts.slice(1)),
    rule(): StopRule | undefined {
      const number = Number(fields.number?.value ?? line.number);
      const path = fields.path?.value.trim() ?? '';
      const price = Number(fields.price?.value ?? 1);
      const isWhole = !(fields.path && path === '') && !(fields.number && !(number > 0)) && price > 0;
      return on.checked && isWhole ? line.make(number, path, price) : undefined;
    },
    /** Fields keep what was written in them while the rule is off or not whole. */
    show(rule: StopRule | undefined): void {
      if (!rule) {
        if (this.rule()) on.checked = false;
        mark();
        return;
      }
      on.checked = true;
      const { path, count, seconds, characters, amount, price } = rule as Partial<
        Record<'count' | 'seconds' | 'characters' | 'amount' | 'price', number>
      > & {
        path?: string;
      };
      const number = count ?? seconds ?? characters ?? amount;
      if (fields.path && path !== undefined && fields.path.value.trim() !== path) fields.path.value = path;
      if (fields.number && number !== undefined && Number(fields.number.value) !== number)
        fields.number.value = String(number);
      if (fields.price && price !== undefined && Number(fields.price.value) !== price)
        fields.price.value = String(price);
      mark();
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
