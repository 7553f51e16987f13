/** What `activate` gives to other extensions and to tests: to look at, not to change. */
import type { RunEvent } from '../../protocol/run';

export interface BamlLiveApi {
  /** The events of the run in the panel that was used last, from its first; empty before any run. */
  events(): readonly RunEvent[];
  /** Whether that run is going on. */
  isRunning(): boolean;
  /** Whether the language server is up. */
  isServerReady(): boolean;
}
