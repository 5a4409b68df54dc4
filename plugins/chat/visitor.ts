import { deriveSecret, isSameSecret } from "../../engine/channels/secret.js";

/** Cookie that holds a visitor's pass; scripts cannot read it. */
export const CHAT_COOKIE = "casewright_chat";

/** How long a pass opens the same chat. A waiting room's shared tablet forgets by then who sat before it. */
export const PASS_LIFE_MS = 24 * 60 * 60 * 1000;

/** Who chats, as far as we know: 128 random bits in base64url behind a `v`, no address and no name. */
const VISITOR = /^v[A-Za-z0-9_-]{22}$/;

/** Whether a text is the id of a visitor. */
export function isVisitor(text: string): boolean {
  return VISITOR.test(text);
}

/** A pass by which a browser comes back to its chat. @param until epoch milliseconds */
export function passFor(secret: string, visitor: string, until: number): string {
  const claim = `${visitor}.${Math.floor(until / 1000).toString(36)}`;
  return `${claim}.${sealOf(secret, claim)}`;
}

/** The visitor of a pass, or null when it is over or was not made with this secret. @param now epoch milliseconds */
export function visitorOf(secret: string, pass: string, now: number): string | null {
  const [visitor = "", until = "", seal = ""] = pass.split(".");
  if (!isVisitor(visitor) || !isSameSecret(seal, sealOf(secret, `${visitor}.${until}`)))
    return null;
  return parseInt(until, 36) * 1000 > now ? visitor : null;
}

function sealOf(secret: string, claim: string): string {
  return deriveSecret(secret, `chat pass ${claim}`);
}
