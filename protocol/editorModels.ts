/** The editor's own language models: the client has them, the server runs with them. */

export interface EditorModelInfo {
  /** The model's id, as the editor names it. */
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  /** How much the model takes, in its tokens. */
  readonly maxInputTokens: number;
}

export interface EditorModelParams {
  readonly model: string;
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[];
  /** Pieces of the answer arrive as progress under this token, in order. */
  readonly partialResultToken: string;
}

/** How the answer ended; the pieces before it count in any case. */
export type EditorModelResult =
  | { readonly kind: 'done' }
  /** `code` is that of `LanguageModelError`, when it was one. */
  | { readonly kind: 'failed'; readonly message: string; readonly code?: string };
