/** Things at places of a value, found by place: those in a place, and those around it. */
import type { Path } from '../stream/frame';

interface Branch<T> {
  item: T | undefined;
  readonly parts: Map<string | number, Branch<T>>;
}

const newBranch = <T>(): Branch<T> => ({ item: undefined, parts: new Map() });

export class PlaceTree<T> {
  private root: Branch<T> = newBranch();
  /** How many there are. */
  size = 0;

  /** The innermost place at or around `path` where something is; null when there is none. */
  around(path: Path): Path | null {
    let branch = this.root;
    let found = branch.item === undefined ? null : 0;
    for (let at = 0; at < path.length; at++) {
      const next = branch.parts.get(path[at]!);
      if (next === undefined) break;
      branch = next;
      if (branch.item !== undefined) found = at + 1;
    }
    return found === null ? null : path.slice(0, found);
  }

  put(path: Path, item: T): void {
    let branch = this.root;
    for (const step of path) {
      let next = branch.parts.get(step);
      if (next === undefined) branch.parts.set(step, (next = newBranch<T>()));
      branch = next;
    }
    if (branch.item === undefined) this.size++;
    branch.item = item;
  }

  /** Takes out everything at `path` and in it. */
  takeOut(path: Path): T[] {
    const key = path.at(-1);
    let branch = this.root;
    let parent: Branch<T> | null = null;
    for (const step of path) {
      const next = branch.parts.get(step);
      if (next === undefined) return [];
      parent = branch;
      branch = next;
    }
    if (parent === null || key === undefined) this.root = newBranch();
    else parent.parts.delete(key);
    const items = itemsOf(branch);
    this.size -= items.length;
    return items;
  }

  all(): T[] {
    return itemsOf(this.root);
  }
}

function itemsOf<T>(from: Branch<T>): T[] {
  const items: T[] = [];
  const open = [from];
  for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
    if (branch.item !== undefined) items.push(branch.item);
    open.push(...branch.parts.values());
  }
  return items;
}
