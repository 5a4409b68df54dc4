import { createHmac } from "node:crypto";
import type { Store } from "../store.js";
import { SHARED } from "./sealer.js";

/** Owner of the key for look-ups: random, wrapped under DATA_KEY, so that a new DATA_KEY changes no index. */
const INDEX_KEY = `${SHARED}blind-index`;

/**
 * What a sealed value is found by: HMAC-SHA-256 under a key that the database does not have. Whoever has the database alone
 * cannot try all phone numbers, as with a plain hash.
 * @param use collection and member; the same value has another index elsewhere
 * @param value in its one spelling
 * @returns 43 characters of base64url
 */
export async function blindIndex(store: Store, use: string, value: string): Promise<string> {
  const key = await store.keys.toSeal(INDEX_KEY);
  return createHmac("sha256", key)
    .update(JSON.stringify([use, value]))
    .digest("base64url");
}
