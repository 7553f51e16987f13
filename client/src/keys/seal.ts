/**
 * Keys cross to the language server sealed, so that no trace of the protocol holds one, at whatever level. What seals them is
 * made anew for every window and given to the server alone, apart from the protocol.
 */
import { toBase64 } from '../../../protocol/base64';

export interface Seal {
  /** What the server is given before anything is said; undefined where the platform cannot seal: then nothing is. */
  readonly secret: string | undefined;
  /** The value of a variable as text that only that server can read. */
  close(name: string, value: string): Promise<string>;
}

export function createSeal(): Seal {
  // A browser has it only on pages that came over a safe connection.
  const platform = () => (crypto as Partial<typeof crypto>).subtle;
  // Made when it is first needed: waking the extension is to cost little.
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  let key: ReturnType<typeof crypto.subtle.importKey> | undefined;
  const secret = () => (bytes ??= crypto.getRandomValues(new Uint8Array(32)));
  return {
    get secret() {
      return platform() && toBase64(secret());
    },
    async close(name, value) {
      const subtle = platform();
      if (!subtle) return value;
      key ??= subtle.importKey('raw', secret(), 'AES-GCM', false, ['encrypt']);
      const utf8 = new TextEncoder();
      const start = crypto.getRandomValues(new Uint8Array(12));
      const how = { name: 'AES-GCM', iv: start, additionalData: utf8.encode(name) };
      const sealed = new Uint8Array(await subtle.encrypt(how, await key, utf8.encode(value)));
      const whole = new Uint8Array(start.length + sealed.length);
      whole.set(start);
      whole.set(sealed, start.length);
      return toBase64(whole);
    },
  };
}
