/** Graphs of names: what leads where, and what leads back. */

export interface Component {
  /** In order of discovery. */
  readonly members: readonly string[];
  /** More than one member, or one that leads to itself. */
  readonly cyclic: boolean;
}

/**
 * Strongly connected components, each after those it leads to (Tarjan). Iterative: chains of names may be longer
 * than the stack. Edges to unknown nodes are ignored.
 */
export function graphComponents(nodes: readonly string[], edges: (node: string) => readonly string[]): Component[] {
  const known = new Set(nodes);
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const found: Component[] = [];
  const work: { node: string; next: readonly string[]; at: number }[] = [];
  const enter = (node: string) => {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    onStack.add(node);
    work.push({ node, next: edges(node).filter((to) => known.has(to)), at: 0 });
  };
  for (const root of nodes) {
    if (index.has(root)) continue;
    enter(root);
    for (let frame = work.at(-1); frame; frame = work.at(-1)) {
      const to = frame.next[frame.at++];
      if (to !== undefined) {
        if (!index.has(to)) enter(to);
        else if (onStack.has(to)) low.set(frame.node, Math.min(low.get(frame.node)!, index.get(to)!));
        continue;
      }
      work.pop();
      const { node } = frame;
      const parent = work.at(-1)?.node;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent)!, low.get(node)!));
      if (low.get(node) !== index.get(node)) continue;
      const members: string[] = [];
      for (let member = stack.pop()!; ; member = stack.pop()!) {
        onStack.delete(member);
        members.push(member);
        if (member === node) break;
      }
      members.sort((a, b) => index.get(a)! - index.get(b)!);
      found.push({ members, cyclic: members.length > 1 || frame.next.includes(node) });
    }
  }
  return found;
}

/** What some nodes lead to, themselves included, each once, the nearest first. */
export function reachable(start: Iterable<string>, edges: (node: string) => Iterable<string>): string[] {
  const found = new Set(start);
  // A Set may grow while it is walked.
  for (const node of found) for (const to of edges(node)) found.add(to);
  return [...found];
}

/**
 * The cycles that some nodes lead to. Each is told from its first member, as `before` orders them, in the order in which it
 * runs; so whoever looks from another node sees the same cycle.
 */
export function cyclesFrom(
  start: Iterable<string>,
  edges: (node: string) => readonly string[],
  before: (a: string, b: string) => number,
): string[][] {
  const components = graphComponents(reachable(start, edges), edges);
  return components.flatMap(({ members, cyclic }) => {
    if (!cyclic) return [];
    const inside = new Set(members);
    const first = [...members].sort(before)[0]!;
    const [cycle] = graphComponents([first, ...members], (node) => edges(node).filter((to) => inside.has(to)));
    return [[...cycle!.members]];
  });
}
