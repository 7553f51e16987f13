/** Pieces of a rendered prompt as messages: roles, trimming, dropping, merging. */
import type { MessagePart, PromptClient, RenderedMessage, RoleMetadata } from './messages';
import type { Marker } from './values';
import { trimSpace } from './whitespace';

interface Draft {
  readonly role: string;
  readonly parts: MessagePart[];
  readonly allowDuplicate: boolean;
}

/**
 * Without any role or media, the text is one message as it is. Otherwise every role starts a message, texts are
 * trimmed, empty texts and messages disappear (all of them, it may be), and a message joins the one before it when their
 * roles are equal.
 */
export function collectMessages(
  pieces: readonly (string | Marker)[],
  client: PromptClient,
): readonly RenderedMessage[] {
  if (!pieces.some((piece) => typeof piece !== 'string')) {
    return [{ role: client.defaultRole, parts: [{ kind: 'text', text: pieces.join(''), metadata: {} }] }];
  }
  const merged: Draft[] = [];
  for (const draft of drafts(pieces, client)) {
    if (!draft.parts.length) continue;
    const before = merged.at(-1);
    if (before && before.role === draft.role && !draft.allowDuplicate) {
      for (const part of draft.parts) before.parts.push(part);
    } else merged.push(draft);
  }
  return merged.map(({ role, parts }) => ({ role, parts }));
}

function drafts(pieces: readonly (string | Marker)[], client: PromptClient): Draft[] {
  const all: Draft[] = [{ role: outgoingRole(client.defaultRole, client), parts: [], allowDuplicate: false }];
  let about: { readonly metadata: RoleMetadata; readonly annotated?: true } = { metadata: {} };
  for (const piece of pieces) {
    const parts = (all.at(-1) as Draft).parts;
    if (typeof piece === 'string') {
      const text = trimSpace(piece);
      if (text) parts.push({ kind: 'text', text, ...about });
    } else if (piece.type === 'media') {
      parts.push({ kind: 'media', media: piece.media, ...about });
    } else {
      const metadata = allowedMetadata(piece.metadata, client);
      about = Object.keys(piece.metadata).length ? { metadata, annotated: true } : { metadata };
      all.push({ role: outgoingRole(piece.role, client), parts: [], allowDuplicate: piece.allowDuplicate });
    }
  }
  return all;
}

/** Roles the client does not allow become its default role; then `remap_roles` renames. */
function outgoingRole(role: string, client: PromptClient): string {
  const allowed = client.allowedRoles.includes(role) ? role : client.defaultRole;
  return Object.hasOwn(client.remapRoles, allowed) ? (client.remapRoles[allowed] as string) : allowed;
}

function allowedMetadata(metadata: RoleMetadata, client: PromptClient): RoleMetadata {
  const allowed = client.allowedRoleMetadata ?? 'none';
  if (allowed === 'all') return metadata;
  if (allowed === 'none') return {};
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => allowed.includes(key)));
}
