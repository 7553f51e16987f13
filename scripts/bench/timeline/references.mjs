// What the panel is held against: the newest snapshot as a tree, drawn anew for each animation frame, or changed in place.

/** A value changed in place, and the paths that were touched since somebody asked. */
function mutable() {
  let root;
  const touched = new Map();
  const parentOf = (path) => path.slice(0, -1).reduce((at, key) => at?.[key], root);
  return {
    value: () => root,
    touched,
    apply({ op, path, value, text, length }) {
      touched.set(JSON.stringify(path), path);
      if (path.length === 0 && op === 'set') root = structuredClone(value);
      else if (op === 'push') path.reduce((at, key) => at?.[key], root)?.push(structuredClone(value));
      else if (op === 'truncate') path.reduce((at, key) => at?.[key], root).length = length;
      else {
        const parent = parentOf(path);
        const key = path.at(-1);
        if (op === 'set') parent[key] = structuredClone(value);
        else if (op === 'append') parent[key] += text;
        else Reflect.deleteProperty(parent, key);
      }
    },
  };
}

const escape = (text) => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]);

function html(name, value) {
  const label = `<span class="k">${escape(String(name))}</span>: `;
  if (value === null || typeof value !== 'object')
    return `<div class="b">${label}<span>${escape(JSON.stringify(value))}</span></div>`;
  return `<div class="b">${label}${Object.entries(value)
    .map(([key, child]) => html(key, child))
    .join('')}</div>`;
}

function scroller(body) {
  const at = document.createElement('div');
  at.style.cssText = 'height:760px;width:900px;overflow:auto;contain:strict;font:13px monospace';
  body.append(at);
  return at;
}

export const references = {
  'innerHTML per frame': (body) => {
    const at = scroller(body);
    const model = mutable();
    return {
      take: (frame) => frame.value.forEach(model.apply),
      draw: () => {
        at.innerHTML = html('', model.value() ?? null);
        at.scrollTop = at.scrollHeight;
      },
    };
  },
  'keyed DOM': (body) => {
    const at = scroller(body);
    const model = mutable();
    const nodes = new Map();
    const place = (path) => {
      const key = JSON.stringify(path);
      let node = nodes.get(key);
      if (!node) {
        node = { box: document.createElement('div'), text: document.createTextNode('') };
        node.box.className = 'b';
        node.box.append(document.createTextNode(`${String(path.at(-1) ?? '')}: `), node.text);
        (path.length === 0 ? at : place(path.slice(0, -1)).box).append(node.box);
        nodes.set(key, node);
      }
      return node;
    };
    const put = (path, value) => {
      const node = place(path);
      if (value !== null && typeof value === 'object') {
        for (const [key, child] of Object.entries(value)) {
          const name = Array.isArray(value) ? Number(key) : key;
          if (!nodes.has(JSON.stringify([...path, name]))) put([...path, name], child);
        }
      } else node.text.data = JSON.stringify(value);
    };
    return {
      take: (frame) => frame.value.forEach(model.apply),
      draw: () => {
        for (const path of model.touched.values()) put(path, path.reduce((v, key) => v?.[key], model.value()) ?? null);
        model.touched.clear();
        at.scrollTop = at.scrollHeight;
      },
    };
  },
};
