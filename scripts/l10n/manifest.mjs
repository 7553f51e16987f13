// The strings of package.json that a person reads, and the keys they have in package.nls.json.

/** A string that is all key: `%command.run%`. */
const KEY = /^%([\w.-]+)%$/;
const OWN = 'bamlLive.';

/**
 * Every string of the manifest that is shown: `{ key, get, set }`. `key` follows from the place, so it can be made for a string that
 * somebody has just written there.
 */
export function shownStrings(manifest) {
  const found = [];
  const add = (key, holder, name) => {
    if (typeof holder?.[name] !== 'string') return;
    found.push({ key, get: () => holder[name], set: (text) => (holder[name] = text) });
  };
  const each = (key, list) => list?.forEach((_, index) => add(`${key}.${index}`, list, index));
  const { contributes = {}, capabilities = {} } = manifest;
  add('displayName', manifest, 'displayName');
  add('description', manifest, 'description');
  for (const name of Object.keys(capabilities)) add(`capability.${name}`, capabilities[name], 'description');

  for (const command of contributes.commands ?? []) {
    const id = without(command.command);
    add(`command.${id}`, command, 'title');
    add(`command.${id}.short`, command, 'shortTitle');
    add(categoryKey(command.category), command, 'category');
  }
  for (const submenu of contributes.submenus ?? []) add(`submenu.${without(submenu.id)}`, submenu, 'label');
  for (const part of [contributes.configuration ?? []].flat()) {
    add(`configuration${part.id ? `.${part.id}` : ''}`, part, 'title');
    for (const [name, setting] of Object.entries(part.properties ?? {}))
      addSetting(`setting.${without(name)}`, setting);
  }
  for (const container of Object.values(contributes.viewsContainers ?? {}).flat())
    add(`container.${container.id}`, container, 'title');
  for (const view of Object.values(contributes.views ?? {}).flat()) {
    add(`view.${without(view.id)}`, view, 'name');
    add(`view.${without(view.id)}.context`, view, 'contextualTitle');
  }
  const welcomes = new Map();
  for (const welcome of contributes.viewsWelcome ?? []) {
    const count = (welcomes.get(welcome.view) ?? 0) + 1;
    welcomes.set(welcome.view, count);
    add(`welcome.${without(welcome.view)}${count > 1 ? `.${count}` : ''}`, welcome, 'contents');
  }
  for (const editor of contributes.customEditors ?? [])
    add(`customEditor.${without(editor.viewType)}`, editor, 'displayName');
  for (const walkthrough of contributes.walkthroughs ?? []) {
    add(`walkthrough.${walkthrough.id}`, walkthrough, 'title');
    add(`walkthrough.${walkthrough.id}.description`, walkthrough, 'description');
    for (const step of walkthrough.steps) {
      add(`walkthrough.${walkthrough.id}.${step.id}`, step, 'title');
      add(`walkthrough.${walkthrough.id}.${step.id}.description`, step, 'description');
    }
  }
  return found;

  function addSetting(key, schema) {
    for (const name of ['description', 'markdownDescription']) add(key, schema, name);
    for (const name of ['deprecationMessage', 'markdownDeprecationMessage']) add(`${key}.deprecated`, schema, name);
    for (const name of ['enumDescriptions', 'markdownEnumDescriptions', 'enumItemLabels'])
      each(`${key}.values`, schema[name]);
    for (const [name, inner] of Object.entries(schema.properties ?? {})) addSetting(`${key}.${name}`, inner);
    if (schema.items && !Array.isArray(schema.items)) addSetting(`${key}.items`, schema.items);
  }
}

/** The key in a string; null when the string stands there itself. */
export function keyIn(text) {
  return KEY.exec(text)?.[1] ?? null;
}

/**
 * Moves strings that stand in the manifest itself into `strings`, lets go of strings that nothing names, and puts them in the order of
 * the manifest. Changes `manifest`; gives the new strings.
 */
export function moveStrings(manifest, strings) {
  const moved = {};
  for (const { key, get, set } of shownStrings(manifest)) {
    const known = keyIn(get());
    if (known === null) {
      moved[key] = get();
      set(`%${key}%`);
    } else if (Object.hasOwn(strings, known)) {
      moved[known] = strings[known];
    }
  }
  return moved;
}

function categoryKey(category) {
  const known = typeof category === 'string' ? keyIn(category) : null;
  return (
    known ??
    (category === 'BAML Live'
      ? 'category'
      : `category.${String(category)
          .replace(/^BAML Live /, '')
          .toLowerCase()
          .replaceAll(' ', '-')}`)
  );
}

function without(id) {
  return id.startsWith(OWN) ? id.slice(OWN.length) : id;
}
