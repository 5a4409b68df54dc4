import { contentHash } from "../definition/canonical.js";
import { isSealed } from "./sealing/envelope.js";
import type { Members } from "./sealing/sealer.js";

/**
 * The link of an event row in its case's chain: sha-256 over the link before it and all that MongoDB holds of the row, sealed
 * members as ciphertext. So a log is checked without the keys of its cases, also after they are destroyed.
 * @param row with its sealed members sealed; a `hash` in it does not count
 */
export function linkOf(head: string, row: Members): string {
  const members = Object.entries(row)
    .filter(([member]) => member !== "hash")
    .map(([member, value]) => [member, written(value)]);
  return contentHash([head, Object.fromEntries(members)]);
}

function written(value: unknown): unknown {
  if (isSealed(value)) return value.toString("base64");
  return value instanceof Date ? value.toISOString() : value;
}
