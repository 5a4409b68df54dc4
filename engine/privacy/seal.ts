import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";

/** 96 bits, the length that GCM is made for. Random: a key seals some thousands of values, far from a collision. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals bytes with AES-256-GCM.
 * @param binding what the bytes belong to; whoever opens them must name the same
 * @returns nonce, ciphertext, tag
 */
export function seal(key: KeyObject, bytes: Uint8Array, binding: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(binding));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/**
 * Opens what {@link seal} made.
 * @returns null when the key or the binding is another one, or a bit was changed
 */
export function open(key: KeyObject, sealed: Uint8Array, binding: string): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const end = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(binding));
  decipher.setAuthTag(bytes.subarray(end));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()]);
  } catch {
    return null;
  }
}
