import type { ErrorCode, ProblemPart } from "../../engine/protocol/errors.js";

/** Why a call did not succeed, as the screens see it: an RFC 9457 problem of the API, or no answer at all. */
export class Problem extends Error {
  /** A code of the error catalogue, or `network` when no answer came. */
  readonly code: ErrorCode | "network";
  readonly status: number;
  readonly detail: string | undefined;
  readonly parts: readonly ProblemPart[];
  readonly allowed: readonly string[];
  readonly current: unknown;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode | "network", status: number, body: ProblemBody = {}) {
    super(body.title ?? code);
    this.name = "Problem";
    this.code = code;
    this.status = status;
    this.detail = body.detail;
    this.parts = body.errors ?? [];
    this.allowed = body.allowed ?? [];
    this.current = body.current;
    this.retryAfterMs = body.retryAfter === undefined ? undefined : body.retryAfter * 1000;
  }
}

/** Members of a problem document that the screens read. */
export type ProblemBody = {
  readonly title?: string;
  readonly code?: ErrorCode;
  readonly detail?: string;
  readonly errors?: readonly ProblemPart[];
  readonly allowed?: readonly string[];
  readonly current?: unknown;
  readonly retryAfter?: number;
};

/** Reads the problem out of an answer; an answer that is no problem document becomes one by its status. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = await readBody(response);
  const retryAfter = Number(response.headers.get("retry-after"));
  const withRetry =
    body.retryAfter === undefined && retryAfter > 0 ? { ...body, retryAfter } : body;
  return new Problem(body.code ?? codeOf(response.status), response.status, withRetry);
}

/**
 * True when nobody can say whether the call was applied: no answer, a time-out on the way, or a part that is down.
 * Such a call is repeated under the same Idempotency-Key and never shown as failed.
 */
export function isUnknown(error: unknown): boolean {
  if (!(error instanceof Problem)) return false;
  if (error.code === "network" || error.code === "too_many_requests") return true;
  return error.status === 502 || error.status === 503 || error.status === 504;
}

async function readBody(response: Response): Promise<ProblemBody> {
  if (!(response.headers.get("content-type") ?? "").includes("json")) return {};
  return ((await response.json().catch(() => ({}))) ?? {}) as ProblemBody;
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 413) return "too_large";
  if (status === 429) return "too_many_requests";
  if (status === 502 || status === 503) return "unavailable";
  if (status === 504) return "outcome_unknown";
  return status >= 500 ? "internal" : "invalid_request";
}
