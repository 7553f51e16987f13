/** Rules that end a run early: one line for each, switched on by its box. The runtime judges them. */
import type { StopRule, UnfinishedRule } from '../../../../protocol/runOptions';
import { unfinishedWords } from '../../../../protocol/unfinishedRules';
import { optionsOf } from '../../doing';
import { chosenFunction } from '../../model';
import { element } from '../../ui/element';
import type { Panel, Shown, View } from '../view';

type Kind = StopRule['kind'];

/** What a line asks for: words, and between them a number or a path. */
interface Line {
  readonly kind: Kind;
  readonly words: readonly (string | { readonly of: UnfinishedRule['lacks']; readonly label: string })[];
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
      'at the price per million output tokens, in any currency, of',
      { of: 'price', label: 'Price per million output tokens, in any currency' },
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
  let told: unknown = null;

  function changed(): void {
    panel.dispatch({
      type: 'stopRules',
      stop: lines.flatMap((line) => line.rule() ?? []),
      unfinished: lines.flatMap((line) => line.unfinished() ?? []),
    });
  }
  return {
    element: box,
    render({ state }: Shown) {
      const { stop, unfinished = [] } = optionsOf(state.selection);
      for (const line of lines) {
        const isOf = ({ kind }: { readonly kind: Kind }): boolean => kind === line.kind;
        line.show(stop.find(isOf), unfinished.find(isOf));
      }
      // A run was asked for that would not end where the person expects it: what is missing is written here.
      if (state.notice !== told) {
        told = state.notice;
        const isAboutRules = state.notice?.message === unfinishedWords(state.selection?.options);
        if (isAboutRules && document.hasFocus()) lines.find((line) => line.unfinished())?.focus();
      }
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
      on.checked = made.value.trim() !== '' || made.validity.badInput;
      mark();
      changed();
    });
    fields[word.of] = made;
    return made;
  });
  on.addEventListener('change', () => {
    lacking()[0]?.field.focus();
    mark();
    changed();
  });
  /** The fields that a rule that is switched on still needs: until they are filled in the rule is none. */
  const lacking = (): { readonly of: UnfinishedRule['lacks']; readonly field: HTMLInputElement }[] =>
    (['number', 'path', 'price'] as const).flatMap((of) => {
      const field = fields[of];
      const isWritten = of === 'path' ? field?.value.trim() !== '' : Number(field?.value) > 0;
      return field && on.checked && !isWritten ? [{ of, field }] : [];
    });
  const mark = (): void => {
    const wanting = lacking().map(({ field }) => field);
    for (const field of Object.values(fields)) {
      if (wanting.includes(field)) field.setAttribute('aria-invalid', 'true');
      else field.removeAttribute('aria-invalid');
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
      return on.checked && lacking().length === 0 ? line.make(number, path, price) : undefined;
    },
    /** What it lacks first, when it is switched on and not whole. */
    unfinished(): UnfinishedRule | undefined {
      const [first] = lacking();
      return first && { kind: line.kind, lacks: first.of };
    },
    /** Into the field that is missing. */
    focus(): void {
      lacking()[0]?.field.focus();
    },
    /** Fields keep what was written in them while the rule is off or not whole. */
    show(rule: StopRule | undefined, unfinished: UnfinishedRule | undefined): void {
      if (!rule) {
        on.checked = unfinished !== undefined;
        // The panel was made anew: what was not whole is asked for again.
        if (unfinished && lacking().length === 0) fields[unfinished.lacks]!.value = '';
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
