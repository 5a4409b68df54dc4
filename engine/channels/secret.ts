import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * Whether two texts are equal, in a time that tells nothing about where they differ: digests are compared, and all
 * of their bytes.
 */
export function isSameSecret(given: string, expected: string): boolean {
  const [a, b] = [sha256(utf8ToBytes(given)), sha256(utf8ToBytes(expected))];
  return a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0;
}

/**
 * A secret that belongs to one key and one purpose, such as the unguessable part of a callback address. The same key
 * and purpose give the same secret on every machine; the key cannot be found from it (HMAC-SHA-256).
 * @returns 43 characters of base64url
 */
export function deriveSecret(key: string, purpose: string): string {
  return base64url(hmac(sha256, utf8ToBytes(key), utf8ToBytes(purpose)));
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function base64url(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,6}/g) ?? [];
  return groups.map((group) => ALPHABET.charAt(parseInt(group.padEnd(6, "0"), 2))).join("");
}
