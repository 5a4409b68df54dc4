import { createHmac } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { CasewrightError } from "../../protocol/errors.js";
import type { AuthKeys } from "./keys.js";

/** Life of an access token in seconds. */
export const ACCESS_LIFE_S = 600;

const ISSUER = "casewright";
const AUDIENCE = "casewright-api";
const TYPE = "at+jwt";

/** What an access token says: a person and their sign-in session. Roles are looked up at each request. */
export type AccessClaims = { readonly userId: string; readonly sessionId: string };

/** Makes and checks the tokens of sign-in sessions. */
export type Tokens = {
  /** Equal arguments give the same token, so that a repeated refresh gets the same answer. */
  access(claims: AccessClaims, issuedAtMs: number): Promise<string>;
  /** @throws CasewrightError unauthenticated */
  read(token: string, nowMs: number): Promise<AccessClaims>;
  /** The refresh token that follows another one; nobody without the key can compute it. */
  nextRefresh(token: string): string;
};

/** Opens the token maker. Algorithm, issuer, audience and type are fixed; a token's own header chooses nothing. */
export function openTokens(keys: AuthKeys): Tokens {
  return {
    access: ({ userId, sessionId }, issuedAtMs) => {
      const issuedAtS = Math.floor(issuedAtMs / 1000);
      return new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: "HS256", typ: TYPE })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(issuedAtS)
        .setExpirationTime(issuedAtS + ACCESS_LIFE_S)
        .sign(keys.access);
    },
    read: (token, nowMs) => readAccess(token, keys.access, nowMs),
    nextRefresh: (token) => createHmac("sha256", keys.refresh).update(token).digest("base64url"),
  };
}

async function readAccess(token: string, key: Uint8Array, nowMs: number): Promise<AccessClaims> {
  try {
    const { payload } = await jwtVerify<{ sid?: unknown }>(token, key, {
      algorithms: ["HS256"],
      issuer: ISSUER,
      audience: AUDIENCE,
      typ: TYPE,
      currentDate: new Date(nowMs),
      requiredClaims: ["sub", "sid", "iat", "exp"],
    });
    if (typeof payload.sid !== "string" || payload.sub === undefined)
      throw new CasewrightError("unauthenticated");
    return { userId: payload.sub, sessionId: payload.sid };
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new CasewrightError("unauthenticated");
    throw error;
  }
}
