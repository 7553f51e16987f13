/**
 * What a row tells beside its own times: other readings, earlier attempts, checks, oddities of the runtime. Loaded when there is any of it.
 * No DOM.
 */
import { formatMs, MOST_OF_REASON, oneLine, plain } from '../../protocol/words';
import type { Row, Timeline } from '../../protocol/timeline';
import { quirkWhy } from './allProblems';
import { attemptShapes, attemptWords } from './attemptNotes';
import { ghostsOf, type Ghosts } from './ghosts';
import type { QuirkMark } from './insights';
import type { Drawing, Shape } from './marks';
import type { State } from './model';
import { checksByRow, noteShapes, quirksByRow } from './noteMarks';
import { endPlace } from './position';

/** Of very many oddities of one field so many are told by name. */
const MOST_QUIRKS = 3;
const NO_QUIRKS: readonly QuirkMark[] = [];

export class RowNotes {
  private constructor(
    private readonly whatIf: State['whatIf'],
    private readonly quirks: State['insights']['quirks'],
    /** The run as it arrived, where what the program receives is on screen: other readings are compared with that. */
    private readonly asArrived: Timeline | null,
  ) {}

  private static latest = new RowNotes(null, null, null);

  /** The notes of a state: the same object while they can be told from the same things. */
  static of(state: State): RowNotes {
    const { whatIf, insights } = state;
    const { quirks } = insights;
    const asArrived = whatIf && state.asArrived;
    const { latest } = this;
    if (latest.whatIf === whatIf && latest.quirks === quirks && latest.asArrived === asArrived) return latest;
    return (this.latest = new RowNotes(whatIf, quirks, asArrived));
  }

  private ghosts(timeline: Timeline): Ghosts | null {
    return this.whatIf && ghostsOf(this.asArrived ?? timeline, this.whatIf.reading);
  }

  private quirksOf(row: Row): readonly QuirkMark[] {
    return quirksByRow(this.quirks?.marks ?? NO_QUIRKS).get(row.id) ?? NO_QUIRKS;
  }

  /** Changes when the shapes of a row do, though the row is the same. */
  count(row: Row, timeline: Timeline): number {
    return checksByRow(timeline).get(row.id)?.length ?? 0;
  }

  /** What lies behind the marks of the row. */
  behind(row: Row, { timeline, scale }: Drawing): readonly Shape[] {
    return attemptShapes(timeline, row, scale);
  }

  /** What lies over them, back to front. */
  shapes(row: Row, { timeline, scale, now }: Drawing): readonly Shape[] {
    const ghosts = this.ghosts(timeline)?.shapesOf(row.id, scale, endPlace(timeline, scale.axis, now)) ?? [];
    return [...ghosts, ...noteShapes(row, this.quirksOf(row), timeline, scale)];
  }

  /** For those who do not see the marks. */
  words(row: Row, timeline: Timeline): readonly string[] {
    const ghost = this.ghosts(timeline)?.textOf(row.id);
    const checks = (checksByRow(timeline).get(row.id) ?? []).filter(({ decided }) => decided);
    return [
      ...attemptWords(timeline, row),
      ...checks.map(
        ({ holds, name, expression, t }) => `${holds ? 'passes' : 'fails'} ${name || expression} at ${formatMs(t)}`,
      ),
      ...(ghost ? [ghost] : []),
    ];
  }

  /** Why the answer is refused for the row or the final value is read without it, and each oddity of the runtime that showed in it, with what it did; null where there is neither. */
  description(row: Row): string | null {
    const why = row.refused?.why ?? row.leftOut;
    const oddities = this.oddities(row);
    if (!why) return oddities;
    return `${row.leftOut === null ? 'Refused' : 'Dropped'}: ${oneLine(why, MOST_OF_REASON)}.${oddities === null ? '' : ` ${oddities}`}`;
  }

  private oddities(row: Row): string | null {
    const told = new Map(this.quirksOf(row).map((mark) => [mark.quirk, plain(quirkWhy(mark))]));
    if (told.size === 0) return null;
    const shown = [...told].slice(0, MOST_QUIRKS).map(([name, why]) => `Runtime quirk ${name}: ${why}`);
    const more = told.size - shown.length;
    return [...shown, ...(more > 0 ? [`${more} more in its explanation`] : [])].join(' ');
  }
}
