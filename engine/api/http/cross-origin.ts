import type { Middleware } from "koa";
import { CasewrightError } from "../../protocol/errors.js";
import { METHODS } from "../route.js";
import type { OriginPolicy } from "./origins.js";

/** Headers of ours that pages of other origins may read. */
const EXPOSED = "X-Request-Id, Retry-After, Location";

/** Headers that pages of other origins may send. */
const ACCEPTED = "Authorization, Content-Type, Idempotency-Key";

/** Lets pages of known origins read our answers, and refuses requests that pages of unknown origins make. */
export function answerOrigin(policy: OriginPolicy): Middleware {
  return async (context, next) => {
    const origin = context.req.headers.origin;
    if (origin === undefined) {
      await next();
      return;
    }
    context.vary("Origin");
    if (policy(origin) === "refused") {
      if (context.method !== "GET" && context.method !== "HEAD")
        throw new CasewrightError("forbidden", { detail: "This origin is not allowed." });
      await next();
      return;
    }
    context.set("Access-Control-Allow-Origin", origin);
    context.set("Access-Control-Expose-Headers", EXPOSED);
    if (context.method === "OPTIONS" && context.req.headers["access-control-request-method"]) {
      context.set("Access-Control-Allow-Methods", METHODS.join(", "));
      context.set("Access-Control-Allow-Headers", ACCEPTED);
      context.set("Access-Control-Max-Age", "600");
    }
    await next();
  };
}
