/** Opens what the client sealed (`client/src/keys/seal.ts`): AES-256-GCM; 12 bytes to start with, 16 to prove it, the rest. */
import { createDecipheriv } from 'node:crypto';

const START = 12;
const PROOF = 16;

/** The value that was sealed for this variable; undefined when the text is none of that. */
export type OpenSeal = (name: string, sealed: string) => string | undefined;

/** `seal` is what the client gave this process; without one values come as they are. */
export function sealOpener(seal: string | undefined): OpenSeal {
  if (seal === undefined) return (_, value) => value;
  const key = Buffer.from(seal, 'base64');
  return (name, sealed) => {
    const bytes = Buffer.from(sealed, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, START)).setAAD(Buffer.from(name));
      decipher.setAuthTag(bytes.subarray(START, START + PROOF));
      return decipher.update(bytes.subarray(START + PROOF), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return undefined;
    }
  };
}
