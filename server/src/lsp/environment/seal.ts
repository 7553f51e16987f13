/** Opens what the client sealed (`client/src/keys/seal.ts`): AES-256-GCM; 12 bytes to start with, then the rest with its proof. */
import { fromBase64 } from '../../../../protocol/base64';

const START = 12;

/** The value that was sealed for this variable; undefined when the text is none of that. Never rejects. */
export type OpenSeal = (name: string, sealed: string) => Promise<string | undefined>;

/** `seal` is what the client gave this process alone; without one values come as they are. */
export function sealOpener(seal: string | undefined): OpenSeal {
  if (seal === undefined) return (_, value) => Promise.resolve(value);
  const key = crypto.subtle.importKey('raw', fromBase64(seal) ?? new Uint8Array(), 'AES-GCM', false, ['decrypt']);
  key.catch(() => undefined); // said whenever something is to be opened
  return async (name, sealed) => {
    const bytes = fromBase64(sealed);
    if (!bytes) return undefined;
    try {
      const how = { name: 'AES-GCM', iv: bytes.subarray(0, START), additionalData: new TextEncoder().encode(name) };
      return new TextDecoder().decode(await crypto.subtle.decrypt(how, await key, bytes.subarray(START)));
    } catch {
      return undefined;
    }
  };
}
