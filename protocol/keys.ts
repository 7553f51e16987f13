/**
 * Keys between server and client. The server reads the environment and `.env` files; the client has the editor's secret
 * storage and can ask the person. Values cross only as answers, for the one run that needs them, and are never kept by the
 * server. Where the client has sealed its values, they are that here (`client/src/keys/seal.ts`).
 */

/** Where the value of a variable comes from, nearest first: a later one counts only when the earlier ones have none. */
export type VariableSource =
  /** The editor's secret storage, or typed in for this session. */
  | { readonly kind: 'stored' }
  /** Set in the panel for the runs of this project, until the window is closed. */
  | { readonly kind: 'override' }
  /** A `.env` file; the path as the workspace shows it. */
  | { readonly kind: 'file'; readonly path: string }
  /** The environment the editor was started with. */
  | { readonly kind: 'process' }
  | { readonly kind: 'missing' };

/** A variable that clients of a project name, or that a provider needs; never its value. */
export interface VariableInfo {
  readonly name: string;
  readonly source: VariableSource;
  /** Clients that use it, in order. */
  readonly clients: readonly string[];
}

/** Asks what a run of this function would read. */
export interface RunVariablesParams {
  readonly function: string;
  /** A file of the project, or its root. */
  readonly uri: string;
  /** In place of the function's own client. */
  readonly client?: string;
}

/** Asks for what the person has stored. */
export interface StoredKeysParams {
  readonly names: readonly string[];
  /** The root of the project they are for, as a URI: what the person has set for its runs comes first. */
  readonly project?: string;
}

/** Values by name; a name without one is left out. */
export interface StoredKeysResult {
  readonly values: Readonly<Record<string, string>>;
}

/** Asks the person for a value that is nowhere. */
export interface MissingKeyParams {
  readonly name: string;
  readonly client: string;
  readonly function: string;
  /** Where was looked, in words: `.env`, `demo/.env`. */
  readonly searched: readonly string[];
}

/** The value, or null when the person did not give one. */
export interface MissingKeyResult {
  readonly value: string | null;
}

/** Asks whether these keys may be sent to a host that was not agreed to yet. */
export interface KeyDestinationParams {
  /** Names of variables; never empty. */
  readonly names: readonly string[];
  /** Host and port as in the URL, and the scheme when it is not `https`: `http://localhost:8080`. */
  readonly host: string;
  readonly client: string;
  /** The keys are part of what the request says, in its text or its URL: whoever owns the account there can read them. */
  readonly inText?: boolean;
}

export interface KeyDestinationResult {
  readonly agreed: boolean;
}
