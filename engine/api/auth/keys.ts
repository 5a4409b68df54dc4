import { hkdfSync } from "node:crypto";

/** One key for each purpose, so that a token of one kind can never pass for another. */
const PURPOSES = ["access", "refresh", "sign-in-counters", "answers", "webhook-lookup"] as const;
export type KeyPurpose = (typeof PURPOSES)[number];

/** Keys of 32 bytes by purpose. */
export type AuthKeys = Readonly<Record<KeyPurpose, Uint8Array>>;

/** Derives all keys from JWT_SECRET (HKDF-SHA-256, RFC 5869; the purpose is the info). */
export function authKeys(jwtSecret: string): AuthKeys {
  const entries = PURPOSES.map((purpose) => [
    purpose,
    new Uint8Array(hkdfSync("sha256", jwtSecret, "casewright", purpose, 32)),
  ]);
  return Object.fromEntries(entries) as AuthKeys;
}
