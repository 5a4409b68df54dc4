import type { Context } from "koa";
import type { KeptAnswer } from "../idempotency.js";
import type { Cookie, Route } from "../route.js";

/** Sends a route's answer: as JSON, or as the media type its schema names. Answers are never cached on the way. */
export function send(
  context: Context,
  route: Route,
  answer: KeptAnswer & { readonly cookie?: Cookie },
): void {
  context.status = answer.status;
  context.set("Cache-Control", "no-store");
  for (const [name, value] of Object.entries(answer.headers ?? {})) context.set(name, value);
  if (answer.cookie)
    context.append("Set-Cookie", cookieText(answer.cookie, context.secure ? "; Secure" : ""));
  if (answer.body === null) return;
  const mediaType = (route.answers[answer.status] as { contentMediaType?: string } | undefined)
    ?.contentMediaType;
  context.type = mediaType ?? "application/json; charset=utf-8";
  context.body = mediaType ? answer.body : JSON.stringify(answer.body);
}

function cookieText({ name, value, path, maxAgeMs }: Cookie, secure: "; Secure" | ""): string {
  const maxAge = String(Math.floor(maxAgeMs / 1000));
  return `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`;
}
