/** Asks the client for news it sends only on demand. */
import type { ClientNotifications } from './messages';
import type { Connection } from './connection';

let registrations = 0;

/** Rejects when the client refuses. */
export async function register(
  connection: Connection,
  method: keyof ClientNotifications,
  registerOptions: object,
): Promise<void> {
  const id = `bamlLive/${++registrations}`;
  await connection.sendRequest('client/registerCapability', { registrations: [{ id, method, registerOptions }] });
}
