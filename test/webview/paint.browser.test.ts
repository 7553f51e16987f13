/** While a run goes on only what changed is painted; the picture must be the one that is painted at once. */
import assert from 'node:assert/strict';
import { browserPanel } from './browserPanel';

describe('painting bit by bit', function () {
  this.timeout(60_000);
  const panel = browserPanel();

  for (const axis of ['time', 'chars']) {
    it(`gives the picture of painting at once, by ${axis}`, async () => {
      const { page } = panel;
      await panel.open('state=live&at=560');
      if (axis === 'chars') await panel.press('x');
      const left = await page.evaluate(() => {
        const { log, events } = window.harness;
        return events('live').length - log.length;
      });
      assert.ok(left > 20, `${left} events are to come`);
      let differing = 0;
      for (let step = 0; step < 24; step++) {
        await page.evaluate(() => {
          const { harness } = window;
          const next = harness.events('live').slice(harness.log.length, harness.log.length + 5);
          harness.log.push(...next);
          harness.post({ type: 'events', events: next });
        });
        await panel.painted();
        differing += await page.evaluate(async () => {
          const canvases = [...document.querySelectorAll<HTMLCanvasElement>('.plot-head canvas, .row-marks')];
          const taken = (): Uint8ClampedArray[] =>
            canvases.map((canvas) => {
              const copy = new OffscreenCanvas(canvas.width, canvas.height);
              const context = copy.getContext('2d', { willReadFrequently: true })!;
              context.drawImage(canvas, 0, 0);
              return context.getImageData(0, 0, copy.width, copy.height).data;
            });
          const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
          const before = taken();
          // Another theme paints everything.
          document.body.classList.toggle('another-theme');
          await frame();
          await frame();
          await frame();
          const after = taken();
          if (after.length !== 2 || after.some((data, i) => data.length !== before[i]!.length)) return Infinity;
          // Edges of strokes are smoothed a little otherwise where the canvas is clipped: less than anybody sees.
          const seen = (data: Uint8ClampedArray, at: number): number => (data[at]! * data[at - (at % 4) + 3]!) / 255;
          let pixels = 0;
          after.forEach((data, i) => {
            for (let at = 0; at < data.length; at++) {
              const is = at % 4 === 3 ? data[at]! : seen(data, at);
              const was = at % 4 === 3 ? before[i]![at]! : seen(before[i]!, at);
              if (Math.abs(is - was) > 12) pixels++;
            }
          });
          return pixels;
        });
      }
      assert.equal(differing, 0);
    });
  }
});
