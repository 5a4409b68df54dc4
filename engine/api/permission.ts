import type { IncomingMessage } from "node:http";
import { CasewrightError } from "../protocol/errors.js";
import { trackedCase } from "../store/links.js";
import type { Caller } from "./caller.js";
import { cookiesOf } from "./http/query.js";
import type { Access, Route } from "./route.js";
import type { World } from "./world.js";

/** Cookie of a patient's tracking session. */
export const TRACKING_COOKIE = "casewright_tracking";

/** Who a request comes from, as far as its route wants to know. */
export type Identity = {
  readonly caller: Caller | null;
  /** The one case a patient's session shows; empty for everybody else. */
  readonly patientCase: string;
};

const NOBODY: Identity = { caller: null, patientCase: "" };

/**
 * The one place where access is decided. Providers' own bytes come with credentials of their own, also as `Authorization`,
 * which the route judges itself.
 * @throws CasewrightError unauthenticated, forbidden
 */
export async function identify(
  world: Pick<World, "callers" | "store" | "now">,
  { permission: access, reads }: Pick<Route, "permission" | "reads">,
  request: IncomingMessage,
): Promise<Identity> {
  if (access === "public" && reads === "raw") return NOBODY;
  if (access === "patient") return patient(world, request);
  const token = bearerToken(request);
  if (token === null) {
    if (access === "public" || (access === "operations" && isLocal(request))) return NOBODY;
    throw new CasewrightError("unauthenticated");
  }
  const caller = await world.callers.fromToken(token);
  if (!mayPass(caller, access)) throw new CasewrightError("forbidden");
  return { caller, patientCase: "" };
}

function mayPass(caller: Caller, access: Exclude<Access, "patient">): boolean {
  if (access === "public" || access === "signed_in") return true;
  return caller.permissions.has(access === "operations" ? "operations.read" : access);
}

async function patient(
  world: Pick<World, "store" | "now">,
  request: IncomingMessage,
): Promise<Identity> {
  const session = cookiesOf(request.headers.cookie)[TRACKING_COOKIE];
  const patientCase = session && (await trackedCase(world.store, session, new Date(world.now())));
  if (!patientCase) throw new CasewrightError("unauthenticated");
  return { caller: null, patientCase };
}

function bearerToken(request: IncomingMessage): string | null {
  const match = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(request.headers.authorization ?? "");
  if (match?.[1] === undefined && request.headers.authorization !== undefined)
    throw new CasewrightError("unauthenticated");
  return match?.[1] ?? null;
}

/** A program on this machine, not one that a proxy on this machine speaks for. */
function isLocal(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? "";
  const isLoopback = /^(::ffff:)?127\.|^::1$/.test(address);
  return isLoopback && request.headers["x-forwarded-for"] === undefined;
}
