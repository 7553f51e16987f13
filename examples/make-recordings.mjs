// Makes `recordings/*.bamlrun` from `answers/*.txt`: the same bytes each time.
//
//   node examples/make-recordings.mjs            writes the files
//   node examples/make-recordings.mjs --check    only says whether they are up to date; exit code 1 when not
//
// The answers are written by hand. A seeded generator cuts them into pieces as models do, and gives them the times of a
// model behind a network. The header (prompt, schema, hashes) comes from the product's own code, as for any run.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { headerMaker, recordingWriter } from './make/header.mjs';
import { perform } from './make/performance.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const STARTED_AT = '2025-10-09T08:00:00.000Z';

/** One line for each recording: the answer's name, the function and the test it answers, and the model's rhythm. */
const PERFORMANCES = [
  { name: 'receipt', function: 'ExtractReceiptInfo', test: 'GardenCentre', firstToken: 410, gap: 19 },
  { name: 'person', function: 'DescribePerson', test: 'LighthouseKeeper', firstToken: 290, gap: 14 },
  { name: 'message', function: 'WriteStatusMessages', test: 'NightOutage', firstToken: 340, gap: 21 },
  {
    name: 'blog-post',
    function: 'WriteBlogPost',
    test: 'Sourdough',
    firstToken: 620,
    gap: 28,
    // The model loses its thread in the middle of a sentence.
    pauses: [{ after: 'on the days when everything else is loud,', ms: 2600 }],
  },
  { name: 'next-steps', function: 'PlanNextSteps', test: 'RoundingBug', firstToken: 850, gap: 22 },
  { name: 'stocks', function: 'AdviseOnStocks', test: 'WindAndWater', firstToken: 480, gap: 20 },
  { name: 'resume', function: 'ExtractResume', test: 'BridgeEngineer', firstToken: 530, gap: 17 },
  // The train goes into a tunnel.
  { name: 'resume-lost', function: 'ExtractResume', test: 'TrainWifi', firstToken: 440, gap: 23, lostAfter: 940 },
];

const LOST = {
  kind: 'failed',
  error: {
    kind: 'connection',
    message: 'The connection was lost in the middle of the answer. 127.0.0.1:41110 closed the connection.',
    url: 'http://127.0.0.1:41110/v1/chat/completions',
  },
};

/** The recordings as texts, by file name. */
export async function makeRecordings() {
  const headerOf = await headerMaker(path.join(HERE, 'baml_src'));
  const write = await recordingWriter();
  return new Map(
    PERFORMANCES.map((performance) => {
      const { name, lostAfter } = performance;
      const facts = headerOf(performance.function, performance.test);
      const answer = fs.readFileSync(path.join(HERE, 'answers', `${name}.txt`), 'utf8');
      // Four characters a token is what one counts with where no tokeniser is at hand.
      const inputTokens = Math.ceil(facts.prompt.messages.reduce((sum, { text }) => sum + text.length, 0) / 4);
      const { chunks, t, headersAt } = perform(answer, { ...performance, inputTokens });
      const end = lostAfter === undefined ? { kind: 'completed', finishReason: 'stop' } : LOST;
      const header = { ...facts, startedAt: STARTED_AT };
      return [`${name}.bamlrun`, write({ header, chunks, end: { t, headersAt, end } })];
    }),
  );
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = path.join(HERE, 'recordings');
  const check = process.argv.includes('--check');
  for (const [file, text] of await makeRecordings()) {
    const target = path.join(folder, file);
    const same = fs.existsSync(target) && fs.readFileSync(target, 'utf8') === text;
    if (!check && !same) fs.writeFileSync(target, text);
    if (check && !same) process.exitCode = 1;
    console.log(`${file}: ${same ? 'up to date' : check ? 'differs from what is made now' : 'written'}`);
  }
}
