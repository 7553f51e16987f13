// In the page: the workload, its delivery on a clock, and what is measured while the panel or a reference draws it.
import { atom, list, object, simulate, text } from '../../../webview/dev/simulate';
import { packedEvents } from '../../../protocol/packedEvents';
import { references } from './references.mjs';

/** 40 lists of 10 objects of 4 members: 2,041 rows, none of them folded away. About `characters` of text in `snapshots` chunks. */
function workload(snapshots, run) {
  const item = (l, i) =>
    object(
      'Item',
      {
        name: text(`Item ${i} of shelf ${l}, as it is named in the catalogue`),
        qty: atom((l * 7 + i) % 90, 'int'),
        price: atom((l * 31 + i * 17) / 4),
        note: text(i % 3 ? 'as before' : 'reordered, checked by hand'),
      },
      i % 2 ? { attributes: ['@@stream.done'] } : {},
    );
  const shelves = Object.fromEntries(
    Array.from({ length: 40 }, (_, l) => [
      `shelf${l}`,
      list(
        'Item',
        Array.from({ length: 10 }, (_, i) => item(l, i)),
      ),
    ]),
  );
  const root = object('Stock', shelves);
  const long = simulate({ function: 'ExtractReceipt', run, root, pace: pace(1_000) });
  const characters = long.events.reduce(
    (n, e) => n + (e.type === 'frames' ? sum(e.frames, (f) => f.chunk.text.length) : 0),
    0,
  );
  // Chunks are 0.4 to 1.8 times the usual size, 1.1 on average.
  return simulate({ function: 'ExtractReceipt', run, root, pace: pace(characters / snapshots / 1.1) }).events;
}
const pace = (charsPerChunk) => ({ headersAt: 60, firstAt: 300, gap: 1, charsPerChunk });
const sum = (items, of) => items.reduce((n, item) => n + of(item), 0);

const frame = () => new Promise((done) => requestAnimationFrame(done));
/** Resolves when what the next animation frame draws is handed to the screen. */
async function painted() {
  await frame();
  await new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done();
    port2.postMessage(0);
  });
}

/** Gaps between animation frames and tasks that were too long, while something goes on. */
function watch() {
  const gaps = [];
  const tasks = [];
  const observer = new PerformanceObserver((seen) => tasks.push(...seen.getEntries().map((entry) => entry.duration)));
  observer.observe({ entryTypes: ['longtask'] });
  let last = performance.now();
  let on = true;
  const step = (now) => {
    gaps.push(now - last);
    last = now;
    if (on) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
  return () => {
    on = false;
    observer.disconnect();
    return { gaps: gaps.slice(2), tasks };
  };
}

let events = [];

globalThis.bench = {
  prepare(snapshots, run = 'run-1') {
    events = workload(snapshots, run);
    return {
      events: events.length,
      characters: sum(events, (e) => (e.type === 'frames' ? sum(e.frames, (f) => f.chunk.text.length) : 0)),
      rows: new Set(
        events.flatMap((e) => (e.type === 'frames' ? e.frames.flatMap((f) => f.fields.map((field) => field.id)) : [])),
      ).size,
    };
  },
  forget() {
    events = [];
  },
  /** Draws with a reference instead of the panel. */
  reference(name) {
    document.body.replaceChildren();
    const view = references[name](document.body);
    let waiting = 0;
    globalThis.post = (message) => {
      for (const event of message.events) if (event.type === 'frames') for (const f of event.frames) view.take(f);
      waiting ||= requestAnimationFrame(() => {
        waiting = 0;
        view.draw();
      });
    };
  },
  panel() {
    globalThis.post = (message) => window.harness.post(message);
  },
  /** The first events at once. */
  async begin(share) {
    globalThis.post({ type: 'events', events: events.slice(0, Math.floor(events.length * share)) });
    await painted();
    await painted();
  },
  /**
   * The rest at `perSecond`, in messages of what came within 16 ms as the language server sends them. Gives what was seen, and from
   * when a message was posted to when it was on screen.
   */
  async live(share, perSecond, seconds) {
    let at = Math.floor(events.length * share);
    const until = Math.min(events.length - 1, at + perSecond * seconds);
    const stop = watch();
    const toPixels = [];
    const begun = performance.now();
    const first = at;
    while (at < until) {
      const due = Math.min(until, first + Math.floor(((performance.now() - begun) / 1000) * perSecond));
      if (due > at) {
        const posted = performance.now();
        globalThis.post({ type: 'events', events: events.slice(at, due) });
        at = due;
        void painted().then(() => toPixels.push(performance.now() - posted));
      }
      await new Promise((done) => setTimeout(done, 14));
    }
    const took = performance.now() - begun;
    await painted();
    return { ...stop(), toPixels, delivered: until - first, took };
  },
  /** Drags the scrubber to places all over the axis, one in each animation frame. */
  async scrub(times) {
    const plot = document.querySelector('.plot-head');
    const box = plot.getBoundingClientRect();
    const point = (type, x) =>
      plot.dispatchEvent(
        new PointerEvent(type, {
          clientX: x,
          clientY: box.top + 12,
          button: 0,
          pointerId: 1,
          bubbles: true,
          cancelable: true,
        }),
      );
    plot.setPointerCapture = () => undefined;
    const work = [];
    const stop = watch();
    let seed = 1;
    point('pointerdown', box.left + 20);
    for (let i = 0; i < times; i++) {
      seed = (seed * 48271) % 2147483647;
      const moved = performance.now();
      point('pointermove', box.left + 12 + (seed % 1000) * ((box.width - 24) / 1000));
      const drawn = painted();
      await frame();
      await drawn;
      work.push(performance.now() - moved);
    }
    point('pointerup', box.left + 20);
    return { ...stop(), work };
  },
  /** Watches for the panel to say that it stops, after the button was pressed. */
  watchStop() {
    const status = document.querySelector('.metrics .status dd');
    const pressed = new Promise((done) =>
      addEventListener('pointerdown', (e) => done(e.timeStamp), { once: true, capture: true }),
    );
    const said = new Promise((done) => {
      const observer = new MutationObserver(() => {
        if (!/stopping|cancelled/.test(status.textContent)) return;
        observer.disconnect();
        done();
      });
      observer.observe(status, { childList: true, characterData: true, subtree: true });
    });
    globalThis.bench.stopped = Promise.all([pressed, said]).then(async ([from]) => {
      await painted();
      return performance.now() - from;
    });
  },
  /** The whole state sent to a page that has just been made. */
  async reopen() {
    // As the editor's side hands it over; it writes the text in another process, before it crosses.
    const kept = packedEvents(events);
    const begun = performance.now();
    globalThis.post({
      type: 'init',
      functions: [],
      clients: [],
      selection: null,
      ...kept,
      recordings: [],
      serverReady: true,
      running: false,
    });
    while (!/completed/.test(document.querySelector('.metrics .status dd')?.textContent ?? '')) await painted();
    await painted();
    return performance.now() - begun;
  },
};
