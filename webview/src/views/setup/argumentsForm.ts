/** The arguments as a form made from the types: what is written in it is the same JSON text, and the other way round. */
import type { ArgumentMistake, ArgumentsForm, FieldType, FormField } from '../../../../protocol/arguments';
import type { Json } from '../../../../protocol/run';
import { formatPath } from '../../../../protocol/words';
import { firstValue, isOptional, variantOf } from '../../formValue';
import { withValue, type FormPath } from '../../withValue';
import { element, icon, setAttribute, setHidden, setText } from '../../ui/element';

export interface FormView {
  readonly element: HTMLElement;
  /** Draws the form of a text; one that the form has written itself keeps its fields, and the focus. */
  show(form: ArgumentsForm, text: string): void;
  mark(mistakes: readonly ArgumentMistake[]): void;
}

export function argumentsForm(
  write: (text: string) => void,
  browse: (media: string, path: FormPath) => void,
): FormView {
  const box = element('div', { class: 'form', role: 'group', 'aria-label': 'Arguments as a form' });
  let of: ArgumentsForm | null = null;
  let shown: string | null = null;
  let root: Json = {};
  /** Fields by path, to mark what is wrong in them. */
  const fields = new Map<string, { readonly input: HTMLElement; readonly note: HTMLElement }>();

  const change = (path: FormPath, value: Json | undefined, isOtherShape = false): void => {
    root = withValue(root, path, value);
    const text = JSON.stringify(root, null, 2);
    if (!isOtherShape) shown = text;
    write(text);
  };

  const editor = (type: FieldType, value: Json, path: FormPath, form: ArgumentsForm, label: string): HTMLElement => {
    const named = { 'aria-label': label };
    switch (type.kind) {
      case 'string': {
        const made = element('textarea', { ...named, rows: '1', spellcheck: 'false' });
        made.value = typeof value === 'string' ? value : JSON.stringify(value);
        const fit = (): void => setAttribute(made, 'rows', String(Math.min(8, made.value.split('\n').length)));
        fit();
        made.addEventListener('input', () => (fit(), change(path, made.value)));
        return made;
      }
      case 'int':
      case 'float': {
        const made = element('input', { ...named, type: 'text', inputmode: 'decimal', class: 'amount' });
        made.value = typeof value === 'string' ? value : JSON.stringify(value);
        made.addEventListener('input', () => {
          const number = made.value.trim() === '' ? NaN : Number(made.value);
          change(path, Number.isFinite(number) ? number : made.value);
        });
        return made;
      }
      case 'bool': {
        const made = element('input', { ...named, type: 'checkbox' });
        made.checked = value === true;
        made.addEventListener('change', () => change(path, made.checked));
        return made;
      }
      case 'enum':
        return select(label, form.enums[type.name] ?? [], String(value), (chosen) => change(path, chosen));
      case 'null':
        return element('code', {}, 'null');
      case 'literal':
        return element('code', {}, JSON.stringify(type.value));
      case 'alias': {
        const target = form.aliases[type.name];
        return target ? editor(target, value, path, form, label) : element('code', {}, type.name);
      }
      case 'media':
        return media(type.name, value, path, label);
      case 'class':
        return members(form.classes[type.name] ?? [], value, path, form);
      case 'list':
        return list(type.item, Array.isArray(value) ? (value as readonly Json[]) : [], path, form, label);
      case 'map':
        return map(type.value, isObject(value) ? value : {}, path, form, label);
      case 'union': {
        const at = variantOf(value, type.variants, form);
        const names = type.variants.map((one) => nameOf(one));
        const choice = select(`Type of ${label}`, names, names[at] ?? '', (chosen) => {
          const variant = type.variants[names.indexOf(chosen)]!;
          change(path, firstValue(isNull(variant) ? { kind: 'null' } : required(variant), form), true);
        });
        const variant = type.variants[at] ?? { kind: 'null' };
        return element(
          'div',
          { class: 'variant' },
          choice,
          isNull(variant) ? null : editor(variant, value, path, form, label),
        );
      }
    }
  };

  const media = (kind: string, value: Json, path: FormPath, label: string): HTMLElement => {
    const given = isObject(value) ? value : {};
    const how = ['url', 'file', 'base64'].find((key) => key in given) ?? 'url';
    const text = element('input', { type: 'text', spellcheck: 'false', 'aria-label': label });
    text.value = typeof given[how] === 'string' ? given[how] : '';
    const rest = Object.fromEntries(Object.entries(given).filter(([key]) => !['url', 'file', 'base64'].includes(key)));
    const choice = select(`How ${label} is given`, ['url', 'file', 'base64'], how, (chosen) =>
      change(path, { ...rest, [chosen]: text.value }, true),
    );
    text.addEventListener('input', () => change(path, { ...rest, [how]: text.value }));
    const look = element(
      'button',
      { class: 'link', type: 'button', 'aria-label': `Browse for the file of ${label}` },
      'Browse…',
    );
    look.addEventListener('click', () => browse(kind, path));
    setHidden(look, how === 'base64');
    return element('div', { class: 'variant' }, choice, text, look);
  };

  const members = (all: readonly FormField[], value: Json, path: FormPath, form: ArgumentsForm): HTMLElement =>
    element('div', { class: path.length ? 'members' : '' }, ...all.map((field) => line(field, value, path, form)));

  const line = (field: FormField, value: Json, path: FormPath, form: ArgumentsForm): HTMLElement => {
    const own = [...path, field.name];
    const given = isObject(value) && Object.hasOwn(value, field.name) ? value[field.name]! : null;
    const input = editor(field.type, given, own, form, formatPath(own));
    return row(field.name, field.text, input, own);
  };

  const row = (name: string, type: string, input: HTMLElement, path: FormPath, remove?: () => void): HTMLElement => {
    const note = element('p', { class: 'field-mistake' });
    setHidden(note, true);
    fields.set(formatPath(path), { input, note });
    const away =
      remove &&
      element('button', { class: 'step', type: 'button', 'aria-label': `Remove ${formatPath(path)}` }, icon('close'));
    away?.addEventListener('click', remove!);
    return element(
      'div',
      { class: 'form-row' },
      element('span', { class: 'form-name' }, name, ' ', element('span', { class: 'dim' }, type)),
      element('div', { class: 'form-input' }, input, away),
      note,
    );
  };

  const list = (
    item: FieldType,
    items: readonly Json[],
    path: FormPath,
    form: ArgumentsForm,
    label: string,
  ): HTMLElement => {
    const add = element(
      'button',
      { class: 'link', type: 'button', 'aria-label': `Add an item to ${label}` },
      icon('add'),
      'Add',
    );
    add.addEventListener('click', () => change([...path, items.length], firstValue(required(item), form), true));
    return element(
      'div',
      { class: 'members' },
      ...items.map((one, at) => {
        const own = [...path, at];
        return row(`[${at}]`, '', editor(item, one, own, form, formatPath(own)), own, () =>
          change(own, undefined, true),
        );
      }),
      add,
    );
  };

  const map = (
    type: FieldType,
    entries: { readonly [key: string]: Json },
    path: FormPath,
    form: ArgumentsForm,
    label: string,
  ): HTMLElement => {
    const key = element('input', { type: 'text', spellcheck: 'false', 'aria-label': `New key of ${label}` });
    key.placeholder = 'key';
    const add = element(
      'button',
      { class: 'link', type: 'button', 'aria-label': `Add a key to ${label}` },
      icon('add'),
      'Add',
    );
    add.addEventListener('click', () => {
      if (!Object.hasOwn(entries, key.value)) change([...path, key.value], firstValue(required(type), form), true);
    });
    return element(
      'div',
      { class: 'members' },
      ...Object.entries(entries).map(([name, one]) => {
        const own = [...path, name];
        return row(name, '', editor(type, one, own, form, formatPath(own)), own, () => change(own, undefined, true));
      }),
      element('div', { class: 'variant' }, key, add),
    );
  };

  /** Of an optional type what is there when it is given. */
  const required = (type: FieldType): FieldType => {
    if (type.kind !== 'union' || !of || !isOptional(type, of)) return type;
    return type.variants.find((variant) => !isNull(variant)) ?? type;
  };

  return {
    element: box,
    show(form, text) {
      if (of === form && shown === text) return;
      let value: Json;
      try {
        value = JSON.parse(text) as Json;
      } catch {
        box.replaceChildren(element('p', { class: 'dim' }, 'The JSON text cannot be read. Correct it there first.'));
        [of, shown] = [form, null];
        return;
      }
      // The same text under types that are the same in content keeps its fields.
      if (shown === text && JSON.stringify(of) === JSON.stringify(form)) return void (of = form);
      [of, shown, root] = [form, text, value];
      fields.clear();
      box.replaceChildren(members(form.parameters, value, [], form));
    },
    mark(mistakes) {
      for (const [path, { input, note }] of fields) {
        const found = mistakes.find((one) => one.path === path);
        setAttribute(input, 'aria-invalid', found ? 'true' : null);
        setHidden(note, !found);
        setText(note, found?.message ?? '');
      }
    },
  };
}

function select(
  label: string,
  choices: readonly string[],
  value: string,
  choose: (value: string) => void,
): HTMLElement {
  const all = choices.includes(value) ? choices : [value, ...choices];
  const made = element('select', { 'aria-label': label }, ...all.map((one) => element('option', { value: one }, one)));
  made.value = value;
  made.addEventListener('change', () => choose(made.value));
  return made;
}

function nameOf(type: FieldType): string {
  switch (type.kind) {
    case 'literal':
      return JSON.stringify(type.value);
    case 'enum':
    case 'class':
    case 'alias':
    case 'media':
      return type.name;
    case 'list':
      return `${nameOf(type.item)}[]`;
    case 'map':
      return `map<${nameOf(type.key)}, ${nameOf(type.value)}>`;
    case 'union':
      return type.variants.map(nameOf).join(' | ');
    case 'null':
      return 'not given';
    default:
      return type.kind;
  }
}

function isNull(type: FieldType): boolean {
  return type.kind === 'null';
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
