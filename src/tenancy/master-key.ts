import { createHmac } from 'node:crypto';
import { compactDecrypt, CompactEncrypt } from 'jose';

/** What wraps every other key. A key management service can stand behind the same interface. */
export interface MasterKey {
  /** Seals bytes for one purpose; they open for that purpose alone. */
  wrap(plain: Uint8Array, purpose: string): Promise<string>;
  /** Opens what `wrap` sealed. Throws when the key or the purpose is another. */
  unwrap(wrapped: string, purpose: string): Promise<Uint8Array>;
  /** A keyed digest: the blind index of an e-mail address, or a derived secret. Hex, 64 characters. */
  digest(text: string, purpose: string): string;
}

/**
 * A master key from the environment.
 * @param base64 32 bytes in base64
 * @throws Error with one sentence when it is not
 */
export function createMasterKey(base64: string): MasterKey {
  const key = Buffer.from(base64, 'base64');
  if (key.length !== 32)
    throw new Error('NOX_MASTER_KEY must be 32 bytes in base64 (openssl rand -base64 32)');

  return {
    wrap: (plain, purpose) =>
      new CompactEncrypt(plain).setProtectedHeader({ alg: 'dir', enc: 'A256GCM', purpose }).encrypt(key),
    async unwrap(wrapped, purpose) {
      const { plaintext, protectedHeader } = await compactDecrypt(wrapped, key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      if (protectedHeader.purpose !== purpose) throw new Error('sealed for another purpose');
      return plaintext;
    },
    digest: (text, purpose) => createHmac('sha256', key).update(`${purpose}\0${text}`).digest('hex'),
  };
}
