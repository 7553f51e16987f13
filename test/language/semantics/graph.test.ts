import assert from 'node:assert/strict';
import fc from 'fast-check';
import { graphComponents } from '../../../server/src/language/semantics/graph';

function components(edges: Readonly<Record<string, readonly string[]>>): string[] {
  return graphComponents(Object.keys(edges), (node) => edges[node] ?? []).map(
    ({ members, cyclic }) => members.join('+') + (cyclic ? '!' : ''),
  );
}

describe('graphComponents', () => {
  it('puts what a node leads to before it, and cycles together', () => {
    assert.deepEqual(components({ a: ['b'], b: ['c'], c: ['b', 'd'], d: [] }), ['d', 'b+c!', 'a']);
  });
  it('knows that a node can lead to itself, and ignores unknown nodes', () => {
    assert.deepEqual(components({ a: ['a'], b: ['nowhere'] }), ['a!', 'b']);
  });

  it('agrees with reachability on any graph', () => {
    const graph = fc.array(fc.array(fc.nat(7), { maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(graph, (lists) => {
        const nodes = lists.map((_, i) => String(i));
        const edges = (node: string) => (lists[Number(node)] ?? []).map(String).filter((to) => nodes.includes(to));
        const reaches = (from: string) => {
          const seen = new Set(edges(from));
          for (const node of seen) for (const to of edges(node)) seen.add(to);
          return seen;
        };
        const found = graphComponents(nodes, edges);
        assert.deepEqual(found.flatMap(({ members }) => members).sort(), nodes);
        const at = new Map(found.flatMap(({ members }, i) => members.map((node) => [node, i] as const)));
        for (const node of nodes) {
          const own = found[at.get(node)!]!;
          assert.equal(own.cyclic, reaches(node).has(node));
          for (const to of reaches(node)) assert.ok(at.get(to)! <= at.get(node)!, 'what it leads to comes first');
          for (const other of own.members) assert.ok(other === node || reaches(node).has(other));
        }
      }),
    );
  });
});
