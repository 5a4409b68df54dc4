import { Type } from "@sinclair/typebox";
import type { Context } from "koa";
import type { FileIn } from "../channels/contract.js";
import { CasewrightError } from "../protocol/errors.js";
import { isConnected } from "../store/connected.js";
import { openDeadline } from "./deadline.js";
import { bodyBytes, requireJson } from "./http/body-bytes.js";
import { cookiesOf, singleQuery } from "./http/query.js";
import { send } from "./http/send.js";
import { once } from "./idempotency.js";
import { checkText, DEFINITION_LIMITS, parseJsonBody, REQUEST_LIMITS } from "./json-body.js";
import { audited } from "./audited.js";
import { bodyWithFiles, bringsFiles } from "./body-with-files.js";
import { fileFaults } from "./file-faults.js";
import { identify, type Identity } from "./permission.js";
import { DEADLINE_MS, isNamedWrite, type Route } from "./route.js";
import { bodyFaults, checkedParams, checkedQuery } from "./validation.js";
import type { World } from "./world.js";

/** A route with the parameters of one address. */
export type Matched = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

/**
 * The gate of every route: who calls, may they, is the request well-formed, was it asked before; then the route's own
 * work, and who was shown whose data, all under one deadline. A route cannot forget any of it.
 */
export async function answerRoute(world: World, matched: Matched, context: Context): Promise<void> {
  const { route } = matched;
  const deadline = openDeadline(route.deadlineMs ?? DEADLINE_MS);
  const identity = await deadline.within(
    () => identify(world, route, context.req),
    () => "unavailable",
  );
  const parsed = await parse(world, matched, context);
  const remoteAddress = context.req.socket.remoteAddress ?? "";
  const run = (requestId: string) =>
    audited(world, { ...identity, route, remoteAddress }, () =>
      route.handle(
        {
          ...parsed,
          ...identity,
          headers: singleHeaders(context),
          cookies: cookiesOf(context.req.headers.cookie),
          remoteAddress,
          requestId,
        },
        world,
      ),
    );
  const answer = await deadline.within(
    () =>
      isNamedWrite(route) ? once(world, named(context, identity, parsed), run) : run(world.newId()),
    () => (isNamedWrite(route) && isConnected(world.store) ? "outcome_unknown" : "unavailable"),
  );
  send(context, route, answer);
}

type Parsed = {
  readonly params: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
  readonly raw: Uint8Array;
  readonly files: readonly FileIn[];
};

async function parse(world: World, { route, params }: Matched, context: Context): Promise<Parsed> {
  for (const value of Object.values(params)) checkText(value, []);
  const checked = route.params ? checkedParams(route.params, params) : {};
  if (checked === null) throw new CasewrightError("not_found");
  const search = singleQuery(context.querystring);
  const query = route.reads === "raw" ? search : checkedQuery(route.query ?? NO_QUERY, search);
  const limits = route.reads === "definition" ? DEFINITION_LIMITS : REQUEST_LIMITS;
  const withFiles = route.reads === "json_and_files" && bringsFiles(context.req);
  const { json: raw, files } = withFiles
    ? await bodyWithFiles(context.req)
    : {
        json: await bodyBytes(context.req, route.maxBytes?.(checked, world) ?? limits.bytes),
        files: [],
      };
  if (route.reads === "raw" || route.body === undefined)
    return { params: checked, query, body: undefined, raw, files };
  if (raw.byteLength > 0 && !withFiles) requireJson(context.req);
  const body = raw.byteLength > 0 ? parseJsonBody(raw, limits) : {};
  const errors = [...bodyFaults(route.body, body), ...fileFaults(files)];
  if (errors.length > 0) throw new CasewrightError("invalid_input", { errors });
  return { params: checked, query, body, raw, files };
}

/** What a route without query parameters takes. */
const NO_QUERY = Type.Object({}, { additionalProperties: false });

/** Printable ASCII of reasonable length, as the draft of the Idempotency-Key header has it. */
const KEY = /^[\x20-\x7e]{1,255}$/;

function named(
  context: Context,
  { caller, patientCase }: Identity,
  { raw, files }: Parsed,
): Parameters<typeof once>[1] {
  const key = context.req.headers["idempotency-key"];
  if (key !== undefined && (typeof key !== "string" || !KEY.test(key)))
    throw new CasewrightError("invalid_request", {
      errors: [{ pointer: "Idempotency-Key", message: "must be 1 to 255 printable characters" }],
    });
  return {
    callerId: caller?.user.id ?? patientCase,
    key,
    asked: [
      ...[context.method, context.path.replace(/\/$/, ""), context.querystring, raw],
      // What stands between the parts is another in every repeat.
      ...files.flatMap(({ name, bytes }) => [name, bytes]),
    ],
  };
}

function singleHeaders(context: Context): Record<string, string> {
  const entries = Object.entries(context.req.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  );
  return Object.fromEntries(entries) as Record<string, string>;
}
