import type { Context, Middleware } from "koa";
import { asCasewrightError, problemOf } from "../problem.js";
import type { World } from "../world.js";

/** Route pattern of a request, for logs and metrics; set once the route is known. */
const patterns = new WeakMap<Context, string>();

/** Notes under which pattern a request is counted. */
export function recordPattern(context: Context, pattern: string): void {
  patterns.set(context, pattern);
}

/**
 * The outermost layer: gives the request an id, turns anything thrown into a problem, counts, and writes one log line
 * of ids and codes.
 */
export function recorded(world: Pick<World, "log" | "metrics" | "newId">): Middleware {
  return async (context, next) => {
    const startedAt = performance.now();
    const request = world.newId();
    context.set("X-Request-Id", request);
    let code: string | undefined;
    try {
      await next();
    } catch (error) {
      code = answerError(context, error, { request, world });
    }
    const route = patterns.get(context) ?? "none";
    const ms = performance.now() - startedAt;
    const { method, status } = context;
    world.metrics.requests.inc({ route, method: labelOf(method), status: String(status) });
    world.metrics.seconds.observe({ route, method: labelOf(method) }, ms / 1000);
    world.log.info(
      { request, method: labelOf(method), route, status, ms: Math.round(ms), code },
      "answered",
    );
  };
}

/** Methods are the caller's own text; only known ones become labels. */
function labelOf(method: string): string {
  return /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method) ? method : "other";
}

function answerError(
  context: Context,
  error: unknown,
  { request, world }: { readonly request: string; readonly world: Pick<World, "log"> },
): string {
  const known = asCasewrightError(error);
  const problem = problemOf(known, request);
  context.status = problem.status;
  for (const [name, value] of Object.entries(problem.headers)) context.set(name, value);
  context.set("Cache-Control", "no-store");
  context.body = JSON.stringify(problem.body);
  // The rest of a body that was not read would be taken for the next request.
  if (!context.req.complete) context.set("Connection", "close");
  if (known.code === "internal") world.log.error({ request, failure: traceOf(error) }, "broke");
  return known.code;
}

type Trace = { readonly name: string; readonly code?: number; readonly stack: readonly string[] };

/** Where it broke: the error's class and our own stack lines. Its message may quote a person's data and stays out. */
function traceOf(error: unknown): Trace {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] };
  const lines = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const code = "code" in error && typeof error.code === "number" ? { code: error.code } : {};
  return { name: error.name, ...code, stack: lines.slice(0, 12).map((line) => line.trim()) };
}
