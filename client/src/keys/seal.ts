/**
 * Keys cross to the language server sealed, so that no trace of the protocol holds one, at whatever level. What seals them is
 * made anew for every window and given to the server's process alone, in its environment.
 */
import { createCipheriv, randomBytes } from 'node:crypto';

export interface Seal {
  /** What the server's process is started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** The value of a variable as text that only that process can read. */
  close(name: string, value: string): string;
}

export function createSeal(): Seal {
  const key = randomBytes(32);
  return {
    environment: { BAML_LIVE_SEAL: key.toString('base64') },
    close(name, value) {
      const start = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, start).setAAD(Buffer.from(name));
      const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return Buffer.concat([start, cipher.getAuthTag(), sealed]).toString('base64');
    },
  };
}
