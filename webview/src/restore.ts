/** The state of a page that was destroyed, as far as the editor kept it. */
import { restoredLook } from './look';
import { SPEEDS, TABS, type Kept, type State } from './model';

/** What the editor kept of a page that was destroyed; anything else is ignored. */
export function restore(state: State, kept: unknown): State {
  if (typeof kept !== 'object' || kept === null) return state;
  const { run, tab, selected, cursor, toggled, editing, speed, look } = kept as Partial<Kept>;
  const here = {
    ...state,
    tab: TABS.find((t) => t === tab) ?? state.tab,
    editing: editing === true,
    speed: SPEEDS.find((s) => s === speed) ?? state.speed,
    toggled: new Set(Array.isArray(toggled) ? toggled.filter((key) => typeof key === 'string') : []),
    look: restoredLook(state.look, look, run !== undefined && run === state.timeline.run),
  };
  if (run === undefined || run !== state.timeline.run) return here;
  const known = typeof selected === 'number' && state.timeline.rows.get(selected) !== undefined;
  const at =
    typeof cursor === 'number' && cursor < state.timeline.frames.length ? Math.max(-1, Math.trunc(cursor)) : null;
  return { ...here, selected: known ? selected : null, cursor: at };
}
