import { Type } from "@sinclair/typebox";
import { CasewrightError, ERRORS, type ErrorCode } from "../protocol/errors.js";
import { Unreadable } from "../privacy/unreadable.js";
import { isStoreDown } from "../store/down.js";

/** Every error answer: RFC 9457, with our code, the request's id for support, and the wrong places. */
export const problemSchema = Type.Object(
  {
    type: Type.String({ format: "uri-reference", examples: ["/docs/errors#not_found"] }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ enum: Object.keys(ERRORS) }),
    request: Type.String({ description: "Tell this id to support" }),
    detail: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          pointer: Type.String({ description: "JSON pointer into the body, `?name` or a header" }),
          message: Type.String(),
          code: Type.Optional(Type.String()),
        }),
      ),
    ),
    allowed: Type.Optional(
      Type.Array(Type.String(), { description: "Actions the case allows instead" }),
    ),
    allowedStates: Type.Optional(
      Type.Array(Type.String(), { description: "States the case can go to instead" }),
    ),
    current: Type.Optional(Type.Unknown({ description: "The case as it is now" })),
    retryAfter: Type.Optional(Type.Integer({ description: "Seconds; also sent as Retry-After" })),
  },
  { $id: "Problem" },
);

/** Seconds after which a retryable failure is worth another try. */
const RETRY_AFTER_S = 2;

/** An error answer, ready to send. */
export type ProblemAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
};

/** Turns an error of the catalogue into its answer. */
export function problemOf(error: CasewrightError, requestId: string): ProblemAnswer {
  const { status, title, retryable } = ERRORS[error.code];
  const retryAfter =
    error.details.retryAfter ?? (retryable && status >= 429 ? RETRY_AFTER_S : undefined);
  return {
    status,
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    },
    body: {
      type: `/docs/errors#${error.code}`,
      title,
      status,
      code: error.code,
      request: requestId,
      ...error.details,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    },
  };
}

/**
 * The catalogue's word for anything thrown. What a destroyed key sealed has been erased; what a database or Temporal says about being away is `unavailable`;
 * everything unknown is `internal`, whose cause goes to the log alone.
 */
export function asCasewrightError(error: unknown): CasewrightError {
  if (error instanceof CasewrightError) return error;
  if (error instanceof Unreadable && error.reason === "destroyed")
    return new CasewrightError("erased");
  return new CasewrightError(isAbsence(error) ? "unavailable" : codeOfHttpError(error));
}

/** gRPC statuses that say a server is away or slow: DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE. */
const ABSENT_GRPC: readonly unknown[] = [4, 8, 14];

function isAbsence(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const labels = error as { hasErrorLabel?: (label: string) => boolean; code?: unknown };
  return (
    isStoreDown(error) ||
    labels.hasErrorLabel?.("RetryableWriteError") === true ||
    labels.hasErrorLabel?.("TransientTransactionError") === true ||
    (error.name === "ServiceError" && isAbsence(error.cause)) ||
    ("details" in error && "metadata" in error && ABSENT_GRPC.includes(labels.code))
  );
}

/** Errors that Node and koa throw about the request itself carry a 4xx status. */
function codeOfHttpError(error: unknown): ErrorCode {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === "number" && status >= 400 && status < 500
    ? "invalid_request"
    : "internal";
}
