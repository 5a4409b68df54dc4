import Koa, { type Context } from "koa";
import { CasewrightError } from "../protocol/errors.js";
import { inSpan } from "../tracing/span.js";
import { answerRoute } from "./answer.js";
import { openDeadline } from "./deadline.js";
import { documentRoutesOf } from "./document-routes.js";
import { refuseEncoded } from "./http/body-bytes.js";
import { answerOrigin } from "./http/cross-origin.js";
import { originPolicy } from "./http/origins.js";
import { recorded, recordPattern } from "./http/recorded.js";
import { securityHeaders } from "./http/security-headers.js";
import { openStudioFiles, type StudioFiles } from "./http/studio-files.js";
import { DEADLINE_MS } from "./route.js";
import { ROUTES } from "./routes/index.js";
import { type RouteMatch, type Routing, routingOf } from "./routing.js";
import type { World } from "./world.js";

/** The HTTP application: our routes, the built studio, then the document routes of the current release. */
export function openApp(world: World): Koa {
  const app = new Koa();
  const own = routingOf(ROUTES);
  const studio = openStudioFiles(world.config.projectRoot);
  app.use(recorded(world));
  app.use(securityHeaders());
  app.use(async (context, next) => {
    refuseEncoded(context.req);
    await next();
  });
  app.use(answerOrigin(originPolicy(world.config)));
  app.use((context) => dispatch(world, { own, studio }, context));
  return app;
}

async function dispatch(
  world: World,
  { own, studio }: { readonly own: Routing; readonly studio: StudioFiles },
  context: Context,
): Promise<void> {
  const match = own(context.method, context.path);
  if (match.kind === "route") return answerMatch(world, match, context);
  if (match.kind === "none" && studio(context)) return;
  if (match.kind === "other_method") {
    refuseMethod(match, context);
    return;
  }
  const release = await openDeadline(DEADLINE_MS).within(world.release, () => "unavailable");
  const documents = documentRoutesOf(release);
  const found = documents.find(context.method, context.path);
  if (found.kind === "route") return answerMatch(world, found, context);
  if (found.kind === "none") throw new CasewrightError("not_found");
  refuseMethod(found, context);
}

async function answerMatch(
  world: World,
  match: Extract<RouteMatch, { kind: "route" }>,
  context: Context,
): Promise<void> {
  recordPattern(context, match.route.path);
  const facts = { "http.request.method": context.method, "http.route": match.route.path };
  const name = `${context.method} ${match.route.path}`;
  await inSpan(name, { facts }, async (span) => {
    await answerRoute(world, match, context);
    span.tell({ "http.response.status_code": context.status });
  });
}

/** OPTIONS is answered for every address; any other method we do not have is refused with those we have. */
function refuseMethod(
  match: Extract<RouteMatch, { kind: "other_method" }>,
  context: Context,
): void {
  context.set("Allow", [...match.allow, "OPTIONS"].join(", "));
  if (context.method !== "OPTIONS") throw new CasewrightError("method_not_allowed");
  context.status = 204;
}
