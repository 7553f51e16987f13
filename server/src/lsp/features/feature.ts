/** An editor feature at the edge: what it tells the client it can do, and how its requests are answered. */
import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver-protocol';
import type { Connection } from '../connection';
import type { Documents } from '../documents';
import type { Handlers } from '../requestHandler';
import type { ServerSettings } from '../settings';

export interface Feature {
  /**
   * What the client is told; `client` is what the client said about itself, which may lack anything, and `settings` what it brought
   * along.
   */
  capabilities(client: ClientCapabilities, settings: ServerSettings): Partial<ServerCapabilities>;
  /** Answers the feature's requests. What the answer is decides `language`; here it is only converted. */
  register(connection: Connection, handlers: Handlers, documents: Documents): void;
}
