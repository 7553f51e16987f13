import assert from 'node:assert/strict';
import { metrics } from '../../../protocol/metrics';
import { formatMs } from '../../../protocol/words';
import { EMPTY, foldAll } from '../../../protocol/timeline';
import { toMarkdown } from '../../../protocol/report/document';
import { runReport } from '../../../protocol/report/runReport';
import { summaryJson } from '../../../protocol/report/summaryJson';
import { eventsOf } from '../../webview/support';

const textOf = (name: string): string => toMarkdown(runReport(foldAll(EMPTY, eventsOf(name))));
const line = (text: string, start: string): string | undefined => text.split('\n').find((one) => one.startsWith(start));

describe('a run as text', () => {
  it('says how it went, with the figures of the screen', () => {
    const timeline = foldAll(EMPTY, eventsOf('completed'));
    const text = textOf('completed');
    const m = metrics(timeline);
    assert.match(text, /^# `ExtractReceipt`: completed after \d/);
    assert.match(text, /with the client `FastModel` \(openai, fast-model\)/);
    assert.ok(line(text, '| time to first text')!.includes(formatMs(m.ttft!)));
    assert.ok(line(text, '| holds')!.includes(`${m.holds.count}, ${formatMs(m.holds.ms)} together`));
    assert.match(line(text, '| output tokens')!, /\(estimate\)/);
  });
  it('has a row for every field, each hold with its cause and line, stalls and reads', () => {
    const text = textOf('completed');
    for (const field of ['(root)', 'merchant', 'items[1].price', 'note'])
      assert.ok(line(text, `| \`${field}\``), field);
    assert.match(
      text,
      /- `items\[0\]` was held \d+ ms, \d+ characters, from .* to .*, by `@@stream.done` on class ReceiptItem; waited for `category` \(`receipt.baml:7`\)\./,
    );
    assert.match(text, /of it is a stall, not the hold; \d+ ms would remain/);
    assert.match(text, /- Stall of 620 ms from /);
    assert.match(text, /reads brought several chunks \(4 at most\), which share one time/);
    assert.match(text, /^## Final value\n\n```json\n\{/m);
  });
  it('says what had become of a run that was cancelled, failed, refused or tried again', () => {
    assert.match(
      textOf('cancelled'),
      /Cancelled after \d+ characters.*What had arrived is kept; there is no final value\./,
    );
    assert.match(textOf('cancelled'), /## Last snapshot/);
    assert.match(
      textOf('failed'),
      /Failed after \d+ characters: The connection to api\.example\.com was lost.* \(HTTP 200\)/,
    );
    assert.match(textOf('refused'), /Not run: There is no client/);
    assert.match(textOf('retried'), /## Attempts\n\n- Attempt 1, `\w+`, failed after .*: The connection/);
    assert.match(
      textOf('retried'),
      /Your code had been shown `merchant`, `items`, `total`, `note`\. The next one waited/,
    );
    assert.match(
      textOf('retried'),
      /- Attempt 2, `Careful`, is the one that counts: all fields above were read from its answer/,
    );
  });
  it('tells of a run that goes on, so far', () => {
    const half = eventsOf('completed').slice(0, 30);
    const text = toMarkdown(runReport(foldAll(EMPTY, half)));
    assert.match(text, /^# `ExtractReceipt`: still going on at /);
    assert.match(text, /so far/);
  });
  it('counts what would be too long to list', () => {
    const text = textOf('huge');
    assert.match(text, /\d+ more fields not listed here\./);
    assert.match(text, /^- and \d+ more$/m);
    assert.ok(text.length < 2_000_000);
  });
  it('gives the same facts as JSON', () => {
    const summary = JSON.parse(summaryJson(foldAll(EMPTY, eventsOf('completed')))) as {
      figures: { ttft: number };
      fields: { name: string; holds: { at: unknown; cause: string }[] }[];
    };
    assert.equal(summary.figures.ttft, 412);
    assert.deepEqual(summary.fields.find(({ name }) => name === 'items[0]')!.holds[0]!.at, {
      file: 'receipt.baml',
      line: 7,
    });
  });
});
