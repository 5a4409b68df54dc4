import { createHash } from "node:crypto";

/**
 * What a provider knows one of our ids by: a digest, because providers keep such ids for long and show them to their staff,
 * and an id of ours may hold the id of a person's message.
 * @returns 32 characters of base64url
 */
export function referenceOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url").slice(0, 32);
}
