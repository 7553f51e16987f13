import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { ExampleRecording } from '../../examples/provider.mjs';
import { readRecording } from '../../protocol/recording';
import { EXAMPLES, parseOfficially, promptOfficially } from './official';
import { loadMaker, loadProvider } from './provider';

const textOf = (recording: ExampleRecording) => recording.chunks.map((chunk) => chunk.text).join('');
const answerOf = (name: string) => fs.readFileSync(path.join(EXAMPLES, 'answers', `${name}.txt`), 'utf8');
const gapsOf = ({ chunks }: ExampleRecording) => chunks.slice(1).map((chunk, index) => chunk.t - chunks[index]!.t);

describe('the recordings of the examples', () => {
  let recordings: ExampleRecording[];
  before(async () => {
    recordings = (await loadProvider()).readRecordings();
  });

  it('are made again byte by byte from the answers', async function () {
    this.timeout(60_000);
    const made = await (await loadMaker()).makeRecordings();
    const kept = new Map(
      fs
        .readdirSync(path.join(EXAMPLES, 'recordings'))
        .filter((name) => name.endsWith('.bamlrun'))
        .map((name) => [name, fs.readFileSync(path.join(EXAMPLES, 'recordings', name), 'utf8')]),
    );
    assert.deepEqual([...made.keys()].sort(), [...kept.keys()].sort());
    for (const [name, text] of made)
      assert.ok(kept.get(name) === text, `${name}: run node examples/make-recordings.mjs`);
  });

  it('cover every function and hold the answers as written', () => {
    assert.deepEqual(
      recordings.map((recording) => [recording.name, recording.header.function]),
      [
        ['blog-post', 'WriteBlogPost'],
        ['message', 'WriteStatusMessages'],
        ['next-steps', 'PlanNextSteps'],
        ['person', 'DescribePerson'],
        ['receipt', 'ExtractReceiptInfo'],
        ['resume-lost', 'ExtractResume'],
        ['resume', 'ExtractResume'],
        ['stocks', 'AdviseOnStocks'],
      ],
    );
    for (const recording of recordings) assert.equal(textOf(recording), answerOf(recording.name), recording.name);
  });

  it('are read by the extension without a complaint, as the provider reads them', () => {
    for (const { name, header, chunks, end } of recordings) {
      const text = fs.readFileSync(path.join(EXAMPLES, 'recordings', `${name}.bamlrun`), 'utf8');
      assert.deepEqual(readRecording(text), { recording: { header, chunks, end }, problems: [] }, name);
    }
  });

  it('hold nothing of the machine they were made on, and no secret', () => {
    for (const { name, header } of recordings) {
      const places = JSON.stringify(header.schema.ir).match(/"uri":"[^"]*"/g) ?? [];
      assert.ok(places.length > 0, name);
      for (const place of places) assert.match(place, /^"uri":"[\w-]+\.baml"$/, name);
      assert.deepEqual(header.redactions, [], name);
    }
  });

  it('have the prompt that the official runtime would send', () => {
    for (const { name, header } of recordings) {
      assert.deepEqual(header.prompt.messages, promptOfficially(header.function, header.args), name);
    }
  });

  it('have answers that the official runtime reads, but for the one that was cut', () => {
    for (const recording of recordings) {
      const value = parseOfficially(recording.header.function, textOf(recording));
      const json = /[[{][^]*[\]}]/.exec(textOf(recording))?.[0];
      if (recording.end?.end.kind === 'completed') assert.deepEqual(value, JSON.parse(json!), recording.name);
      else assert.throws(() => JSON.parse(textOf(recording)), recording.name);
    }
  });

  it('are long enough to watch: 2 to 20 seconds, hundreds of chunks, a first token after 250 to 900 ms', () => {
    for (const { name, chunks, end } of recordings) {
      assert.ok(chunks.length >= 200, `${name}: ${chunks.length} chunks`);
      assert.ok(end!.t >= 2000 && end!.t <= 20_000, `${name}: ${end!.t} ms`);
      assert.ok(chunks[0]!.t >= 250 && chunks[0]!.t <= 900, `${name}: first token after ${chunks[0]!.t} ms`);
      assert.ok(end!.headersAt! < chunks[0]!.t, `${name}: headers come before the first token`);
    }
  });

  it('are in order: times never go back, chunks of one batch share a time, and the end is last', () => {
    for (const { name, chunks, end } of recordings) {
      for (const [index, chunk] of chunks.slice(1).entries()) {
        const previous = chunks[index]!;
        assert.ok(chunk.t >= previous.t, `${name}: chunk ${index + 1}`);
        if (chunk.batch === previous.batch) assert.equal(chunk.t, previous.t, `${name}: chunk ${index + 1}`);
        else assert.equal(chunk.batch, previous.batch + 1, `${name}: chunk ${index + 1}`);
      }
      assert.ok(end!.t >= chunks.at(-1)!.t, name);
      assert.ok(
        chunks.some((chunk, index) => chunk.batch === chunks[index + 1]?.batch),
        `${name}: one read brings several`,
      );
    }
  });

  it('come in pieces of 2 to 6 characters, and no character is halved', () => {
    for (const { name, chunks } of recordings) {
      const texts = chunks.map((chunk) => chunk.text).filter((text) => text !== '');
      for (const [index, text] of texts.entries()) {
        const size = [...text].length;
        assert.ok(size <= 6 && (size >= 2 || index === texts.length - 1), `${name}: ${JSON.stringify(text)}`);
        assert.ok(!/\p{Surrogate}/u.test(text), `${name}: ${JSON.stringify(text)}`);
      }
    }
  });

  it('one stalls for more than a second, the others do not', () => {
    const stalled = recordings.filter((recording) => gapsOf(recording).some((gap) => gap > 1000));
    assert.deepEqual(
      stalled.map((recording) => recording.name),
      ['blog-post'],
    );
  });

  it('one is cut by an error', () => {
    const failed = recordings.filter((recording) => recording.end?.end.kind === 'failed');
    assert.deepEqual(
      failed.map((recording) => [recording.name, recording.header.test]),
      [['resume-lost', 'TrainWifi']],
    );
  });

  it('one has prose and a fence around its JSON', () => {
    assert.match(
      textOf(recordings.find((recording) => recording.name === 'resume')!),
      /^\p{L}[^]*\n```json\n\{[^]*\}\n```\n[^]*\w/u,
    );
  });
});
