// Everything that is measured: our engine, the official runtime, the other parsers, and the least that could be done.
import { createRequire } from 'node:module';
import { peers } from './peers.mjs';
import { FUNCTION } from './workloads.mjs';

const load = createRequire(import.meta.url);

/** `bundle`: our engine and the compiler in one file. Compiling the types is not part of reading an answer. */
function ours(bundle) {
  const types = new Map();
  return {
    name: 'BAML Live',
    typed: true,
    open({ baml }) {
      const { createEngine } = load(bundle);
      if (!types.has(baml)) types.set(baml, outputType(bundle, baml));
      const engine = createEngine(types.get(baml));
      let count = 0;
      const push = (text) => {
        engine.feed({ t: count, batch: count++, text });
        return engine.snapshots.length - 1;
      };
      // The snapshots are kept by this, and told by their place in it.
      push.kept = engine.snapshots;
      // What the end of a document leaves until somebody looks is part of the whole.
      push.end = () => engine.snapshots.at(count - 1).kind;
      return push;
    },
    look: (place, kept) => kept.at(place).value,
  };
}

function outputType(bundle, baml) {
  const project = load(bundle).createProject();
  project.setFile('bench.baml', baml);
  const result = project.snapshot().runnable(FUNCTION);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { runnable } = result;
  return { returns: runnable.function.returns, schema: runnable.schema };
}

const official = {
  name: 'official runtime',
  typed: true,
  whole: true,
  open({ baml }) {
    process.env.BAML_LOG = 'off';
    process.env.BAML_INTERNAL_LOG = 'off';
    const { BamlRuntime } = load('@boundaryml/baml/native');
    const runtime = BamlRuntime.fromFiles('/', { '/baml_src/bench.baml': baml }, {});
    const context = runtime.createContextManager();
    return (text) => {
      try {
        return runtime.parseLlmResponse(FUNCTION, text, true, context, undefined, undefined, {});
      } catch {
        return undefined;
      }
    };
  },
};

/** The least: once over the text, without any snapshot. */
const floors = [
  {
    name: 'one scan of the characters',
    once({ text }) {
      let sum = 0;
      for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
      return sum;
    },
  },
  {
    name: 'tokens appended and scanned',
    once({ tokens }) {
      let text = '';
      let sum = 0;
      for (const token of tokens) {
        text += token;
        for (let at = 0; at < token.length; at++) sum += token.charCodeAt(at);
      }
      return sum + text.length;
    },
  },
];

export const engines = (bundle) => [ours(bundle), official, ...peers, ...floors];
export const PEER_NAMES = peers.map(({ name }) => name);
