// The header of a run, from the product's own code: what `Run` would send for a test of the example project.
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Any folder would do: recordings keep the names of files only. */
const BASE = 'file:///examples/baml_src/';

/** Loads the product's source and the project of a folder; gives a function from a test's name to the header's facts. */
export async function headerMaker(folder) {
  const { createProject, prepareRun } = await product();
  const project = createProject();
  for (const name of fs.readdirSync(folder).sort()) {
    project.setFile(BASE + name, fs.readFileSync(path.join(folder, name), 'utf8'));
  }
  const snapshot = project.snapshot();
  return (functionName, testName) => {
    const runnable = snapshot.runnable(functionName);
    if (!runnable.ok) throw new Error(runnable.problems.map(({ diagnostic }) => diagnostic.message).join('\n'));
    const summary = snapshot.functions().find(({ name }) => name === functionName);
    const test = summary.tests.find(({ name }) => name === testName);
    if (!test) throw new Error(`${functionName} has no test ${testName}`);
    // No environment: nothing of this machine may be in a recording.
    const prepared = prepareRun(runnable.runnable, { args: test.args, test: testName }, { env: () => undefined });
    if (!prepared.ok) throw new Error(prepared.problems.map(({ message }) => message).join('\n'));
    return prepared.plan.facts;
  };
}

/** How a recording is written down, in the protocol's words. */
export async function recordingWriter() {
  return (await product()).writeRecording;
}

let loaded;
async function product() {
  loaded ??= build();
  return loaded;
}

async function build() {
  const { outputFiles } = await esbuild.build({
    stdin: {
      contents: `
        export { createProject } from './server/src/language/languageService';
        export { prepareRun } from './server/src/runtime/prepareRun';
        export { writeRecording } from './protocol/recording';`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
