import assert from 'node:assert/strict';
import { stalls } from '../../protocol/metrics';
import { EMPTY, foldAll, rowAtPath, rowOf, type Timeline } from '../../protocol/timeline';
import { drawing, foldMarks, holdAtPlace, marks, type Shape } from '../../webview/src/marks';
import { extentOf, fromPixels, ticks, toPixels, type Scale } from '../../webview/src/scale';
import { eventsOf } from './support';

const timeScale = (to: number, width: number): Scale => ({ axis: 'time', from: 0, to, width });
const scale = timeScale(2_500, 600);
const at = (timeline: Timeline, ...path: (string | number)[]): readonly Shape[] =>
  marks(rowAtPath(timeline, path)!.row, drawing(timeline, scale, timeline.finished?.t ?? 2_300, stalls(timeline)));
const kinds = (shapes: readonly Shape[]): string[] => shapes.map((shape) => shape.kind);
const completed = foldAll(EMPTY, eventsOf('completed'));
const cancelled = foldAll(EMPTY, eventsOf('cancelled'));

describe('marks', () => {
  const cases: [string, string[]][] = [
    ['merchant', ['text', 'growth', 'settled', 'complete']],
    ['items', ['text', 'item', 'item', 'item', 'settled', 'label']],
    ['total', ['text', 'hold', 'settled', 'complete']],
  ];
  for (const [name, expected] of cases) it(`of ${name}`, () => assert.deepEqual(kinds(at(completed, name)), expected));

  it('of a held item: text and hold end where it is complete at once, with a label', () => {
    const shapes = at(completed, 'items', 0);
    assert.deepEqual(kinds(shapes), ['text', 'hold', 'settled', 'complete', 'label']);
    const [text, hold, , complete, label] = shapes as [
      Extract<Shape, { kind: 'text' }>,
      Extract<Shape, { kind: 'hold' }>,
      Shape,
      Extract<Shape, { kind: 'complete' }>,
      Extract<Shape, { kind: 'label' }>,
    ];
    assert.equal(hold.to, complete.at);
    assert.equal(text.to, complete.at);
    assert.match(label.text, /^held \d+ ms$/);
  });

  it('blame the stall, not the attribute', () => {
    const label = at(completed, 'items', 2).find((shape) => shape.kind === 'label');
    assert.match(label?.kind === 'label' ? label.text : '', /, 620 of it in the stall$/);
  });

  it('of what was cut end in a cut, and nothing after it is settled', () => {
    assert.deepEqual(kinds(at(cancelled, 'items', 2)), ['text', 'hold', 'label', 'cut']);
    assert.ok(!kinds(at(cancelled)).includes('complete'));
  });

  it('of a refused answer end in a warning, and its parts stay as they were', () => {
    const invalid = foldAll(EMPTY, eventsOf('invalid'));
    assert.equal(kinds(at(invalid)).at(-1), 'invalid');
    assert.ok(!kinds(at(invalid)).includes('complete'));
    assert.ok(kinds(at(invalid, 'merchant')).includes('retraction'));
  });

  it('grow in steps that only rise and end full', () => {
    const growth = at(completed, 'merchant').find((shape) => shape.kind === 'growth');
    assert.ok(growth?.kind === 'growth');
    const shares = growth.steps.map(([, share]) => share);
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => a - b),
    );
    assert.ok(shares.at(-1)! > 0.9);
  });

  it('tell crowded items as a density', () => {
    const many = foldAll(EMPTY, eventsOf('huge'));
    const whole = timeScale(many.finished!.t, 600);
    const shapes = marks(rowAtPath(many, ['items'])!.row, drawing(many, whole, many.finished!.t, []));
    const density = shapes.find((shape) => shape.kind === 'density');
    assert.ok(density?.kind === 'density');
    assert.equal(
      density.bins.reduce((sum, [, items]) => sum + items, 0),
      600,
    );
  });

  it('are found under the pointer', () => {
    const { row } = rowAtPath(completed, ['items', 0])!;
    const { from, to } = row.holds.items[0]!;
    assert.ok(holdAtPlace(completed, row, 'time', (from.t + to.t) / 2, 0));
    assert.equal(holdAtPlace(completed, row, 'time', from.t - 50, 0), null);
  });
});

describe('marks of a fold', () => {
  it('count every visible item of the fold, at the time it became visible', () => {
    const endless = foldAll(EMPTY, eventsOf('endless'));
    const list = [...endless.rows].find((row) => row && row.children.length > 200)!;
    const wide = timeScale(endless.finished!.t, 600);
    const of = drawing(endless, wide, endless.finished!.t, []);
    const [shape] = foldMarks(list, { from: 50, to: 100 }, of);
    assert.ok(shape?.kind === 'density');
    assert.equal(
      shape.bins.reduce((sum, [, items]) => sum + items, 0),
      50,
    );
    const firsts = list.children.items.slice(50, 100).map((id) => toPixels(wide, rowOf(endless, id)!.firstVisible!.t));
    for (const [x] of shape.bins) assert.ok(firsts.some((first) => Math.abs(first - x) <= 1.5));
  });
});

describe('scale', () => {
  it('grows in steps while live and fits when the run has ended', () => {
    assert.deepEqual(
      [0, 2_000, 2_480, 4_000, 9_000].map((t) => extentOf(t, true)),
      [2_500, 2_500, 5_000, 5_000, 10_000],
    );
    for (const t of [40, 1_580, 7_830, 10_200, 61_000]) {
      assert.ok(extentOf(t, false) >= t * 1.04 && extentOf(t, false) <= t * 1.25, `${t} in ${extentOf(t, false)}`);
    }
    assert.ok(extentOf(0, false) > 0);
  });
  it('labels round seconds and leaves room between ticks', () => {
    assert.deepEqual(
      ticks(timeScale(2_500, 660)).map((tick) => tick.label),
      ['0 s', '0.5', '1', '1.5', '2', '2.5'],
    );
    for (const width of [40, 300, 2_000]) {
      const found = ticks(timeScale(7_300, width));
      for (let i = 1; i < found.length; i++)
        assert.ok(toPixels(timeScale(7_300, width), found[i]!.at - found[i - 1]!.at) >= 80 || width < 100);
    }
  });
  it('turns pixels into times and back', () => {
    assert.ok(Math.abs(fromPixels(scale, toPixels(scale, 1_234)) - 1_234) < 1e-6);
    assert.equal(fromPixels(scale, -50), 0);
    assert.equal(fromPixels(timeScale(100, 0), 5), 0);
  });
});
