/** What rendering a prompt gives: messages as plain data, before any provider gives them its own shape. */
import type { Json } from '../../ir/json';
import type { MediaName, SourceRange } from '../../ir/schema';
import type { OptionValue } from '../clientOptions';

/** Picture, sound or document given as an argument. Relative files are resolved by whoever sends the message. */
export interface Media {
  readonly media: MediaName;
  readonly source:
    | { readonly type: 'url'; readonly url: string }
    /** Without a `data:` prefix unless the argument had one. */
    | { readonly type: 'base64'; readonly base64: string }
    | { readonly type: 'file'; readonly file: string };
  /** As given (`media_type`); nothing is guessed here. */
  readonly mimeType?: string;
}

/** Keyword arguments of the `_.role(…)` that opened the part's message, cut down to `allowed_role_metadata`. */
export type RoleMetadata = Readonly<Record<string, Json>>;

export type MessagePart = (
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'media'; readonly media: Media }
) & {
  readonly metadata: RoleMetadata;
  /** The role had keyword arguments, also when none of them is allowed: such text is never joined with other text. */
  readonly annotated?: true;
};

/** One message. Never without parts (a prompt may be without messages); neighbours with equal roles are already merged unless the prompt forbids it. */
export interface RenderedMessage {
  /** After `remap_roles`. */
  readonly role: string;
  readonly parts: readonly MessagePart[];
}

/** What a prompt can see of the client it is rendered for, with defaults filled in. */
export interface PromptClient {
  readonly name: string;
  /** The modern spelling, as `ctx.client.provider` shows it. */
  readonly provider: string;
  readonly defaultRole: string;
  readonly allowedRoles: readonly string[];
  /** `remap_roles`, or the provider's own renames (`assistant` → `model` for google-ai) when the client has none. */
  readonly remapRoles: Readonly<Record<string, string>>;
  /** `allowed_role_metadata`; the official default is `none`. */
  readonly allowedRoleMetadata?: 'all' | 'none' | readonly string[];
  /** `ctx.client.options`: those that go to the provider as they are. */
  readonly options?: ReadonlyMap<string, OptionValue>;
}

export interface RenderOptions {
  /** Additional entries of `ctx.tags`. */
  readonly tags?: Readonly<Record<string, string>>;
  /** How many steps (nodes, expressions, printed values) a prompt may take before it is stopped; default 5 million. */
  readonly maxSteps?: number;
}

export interface PromptError {
  /** In the words of the official runtime where it has any, such as `undefined value`. */
  readonly message: string;
  /** Where in the project, when the error belongs to a place. */
  readonly span?: SourceRange;
  /** The line as the official runtime counts it: template strings stand in front of the prompt. 1-based. */
  readonly officialLine?: number;
}

export type PromptResult =
  | { readonly ok: true; readonly messages: readonly RenderedMessage[] }
  | { readonly ok: false; readonly error: PromptError };
