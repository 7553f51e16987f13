/** What a function can be run with: its own client, others of its project, models of the editor, or no model at all. */

/** A client of a project. */
export interface ProjectClient {
  /** The project's root folder as a URI. */
  readonly project: string;
  readonly name: string;
  readonly provider: string;
}

/** The id of a choice of the panel's own: no client is asked, the recording on screen is played again. No client of a project can have that name. */
export const RECORDING_CLIENT = 'recording/on-screen';

/** A way to run that the person can choose. */
export interface ClientChoice {
  /** Given back in `Selection.client`. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'project' | 'editor' | 'simulated';
  /** Whose client it is; null for all projects. */
  readonly project: string | null;
}

/** How a simulated answer is played. */
export interface Playing {
  /** Tokens a second; 0: all at once. */
  readonly tokensPerSecond: number;
  /** Milliseconds before the first token. */
  readonly wait: number;
  /** How uneven the pauses are, from 0 to 1. */
  readonly jitter: number;
  readonly split: 'tokens' | 'characters' | 'odd';
  readonly seed: number;
}

/** The ways to play, by the id of their choice. */
export const SIMULATIONS: readonly { readonly id: string; readonly label: string; readonly playing: Playing }[] = [
  simulation('even', 'Simulated · even, 60 tokens/s', { tokensPerSecond: 60, wait: 400, jitter: 0, split: 'tokens' }),
  simulation('uneven', 'Simulated · bursts and stalls', { tokensPerSecond: 45, wait: 900, jitter: 1, split: 'tokens' }),
  simulation('fast', 'Simulated · fast, 500 tokens/s', {
    tokensPerSecond: 500,
    wait: 150,
    jitter: 0.3,
    split: 'tokens',
  }),
  simulation('odd', 'Simulated · cut in odd places', { tokensPerSecond: 40, wait: 400, jitter: 0.5, split: 'odd' }),
];

function simulation(name: string, label: string, playing: Omit<Playing, 'seed'>) {
  return { id: `simulated/${name}`, label, playing: { ...playing, seed: 1 } };
}
