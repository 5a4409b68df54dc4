import { Type, type Static, type TObject, type TSchema, type TUnknown } from "@sinclair/typebox";
import type { FileIn } from "../channels/contract.js";
import type { Permission } from "../definition/organisation.js";
import type { ErrorCode } from "../protocol/errors.js";
import type { Caller } from "./caller.js";
import type { World } from "./world.js";

/**
 * Who may call a route. A permission of the organisation's roles, or one of four wider doors: `public` (everybody),
 * `signed_in` (any member of staff), `patient` (a tracking session) and `operations` (`operations.read`, or a program
 * on this machine).
 */
export type Access = Permission | "public" | "signed_in" | "patient" | "operations";

/** Who the caller is, as far as an access level promises it. */
export type CallerOf<A extends Access> = A extends "public" | "patient" | "operations"
  ? Caller | null
  : Caller;

/** A request that has been parsed, checked against the route's schemas and permitted. */
export type RouteRequest<A extends Access, Params, Query, Body> = {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The bytes of the body, for routes that read raw. */
  readonly raw: Uint8Array;
  /** Files that came beside the JSON, each of which can be kept. */
  readonly files: readonly FileIn[];
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly remoteAddress: string;
  readonly caller: CallerOf<A>;
  /** The case of the tracking session; empty unless the route's access is `patient`. */
  readonly patientCase: string;
  /** Opaque id of this write, the same for every repeat under one Idempotency-Key. */
  readonly requestId: string;
};

/** What each status of a route's answer holds. A string schema with `contentMediaType` is sent as that type. */
export type Answers = { readonly [status: number]: TSchema };

/** An answer: one of the documented statuses with the body its schema describes. */
export type Answer<A extends Answers> = {
  [Status in keyof A & number]: {
    readonly status: Status;
    readonly body: Static<A[Status]>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly cookie?: Cookie;
  };
}[keyof A & number];

/** A cookie to set; httpOnly and sameSite strict always. A life of 0 removes it. */
export type Cookie = {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly maxAgeMs: number;
};

/** The methods routes answer; HEAD and OPTIONS are made from them. */
export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** One route of the API, whole: where, who, what goes in, what comes out. */
export type RouteSpec<
  A extends Access,
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
  R extends Answers,
> = {
  /** Name in OpenAPI and in logs, in camel case. */
  readonly id: string;
  readonly method: Method;
  /** With `:name` for parameters; a slash at the end is always accepted too. */
  readonly path: string;
  /** Other addresses of the same route. */
  readonly aliases?: readonly string[];
  /** Heading in the documentation. */
  readonly group: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /**
   * `raw` hands the bytes over unparsed; `definition` allows 1 MB and 20,000 keys. Default `json`: 256 KB, 2,000 keys.
   * `json_and_files` is the same, or `multipart/form-data` with the JSON in one field and files beside it.
   */
  readonly reads?: "json" | "json_and_files" | "raw" | "definition";
  /** Longest body in bytes, when it depends on the address; decided before anything is read. */
  readonly maxBytes?: (params: Static<P>, world: World) => number;
  readonly answers: R;
  /** Errors of its own, besides those every route has. */
  readonly errors?: readonly ErrorCode[];
  /** Milliseconds until the caller is told that no answer came. Default {@link DEADLINE_MS}. */
  readonly deadlineMs?: number;
  /**
   * `nothing`: what the route opens of patients' data it uses and does not answer with. Left out, every answer is written into the
   * audit trail with the cases and contacts whose data was opened for it.
   */
  readonly discloses?: "nothing";
  /** `never`: answers are not kept for Idempotency-Key, because they hold secrets or change nothing. */
  readonly keepsAnswer?: "never";
  handle(
    request: RouteRequest<A, Static<P>, Static<Q>, Static<B>>,
    world: World,
  ): Promise<Answer<NoInfer<R>>> | Answer<NoInfer<R>>;
};

/** A route as the app sees it. */
export type Route = RouteSpec<Access, TObject, TObject, TSchema, Answers>;

/** No call hangs longer than this: below the 5 s in which the database driver itself gives up. */
export const DEADLINE_MS = 4_500;

/** Whether callers name a route's writes with an Idempotency-Key and get the same answer again. */
export function isNamedWrite({ method, keepsAnswer, permission }: Route): boolean {
  return method !== "GET" && keepsAnswer !== "never" && permission !== "public";
}

/** The answer of a route that has nothing to say. */
export const nothing = Type.Null({ description: "Nothing" });

/** Declares a route; the handler's types come from the schemas. */
export function defineRoute<
  const A extends Access,
  const R extends Answers,
  P extends TObject = TObject,
  Q extends TObject = TObject,
  B extends TSchema = TUnknown,
>(route: RouteSpec<A, P, Q, B, R>): Route {
  return route;
}
