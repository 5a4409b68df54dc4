/**
 * Every failure a caller can see: HTTP status, whether repeating the same call may succeed, and its title.
 * Over HTTP it is an RFC 9457 problem with `type` `/docs/errors#<code>`.
 */
export const ERRORS = {
  invalid_request: { status: 400, retryable: false, title: "The request is not valid" },
  unauthenticated: { status: 401, retryable: false, title: "Sign in first" },
  bad_credentials: { status: 401, retryable: false, title: "E-mail or password is wrong" },
  forbidden: { status: 403, retryable: false, title: "You may not do this" },
  change_not_allowed: {
    status: 403,
    retryable: false,
    title: "Your roles do not let you change all of this",
  },
  not_found: { status: 404, retryable: false, title: "There is no such thing" },
  method_not_allowed: {
    status: 405,
    retryable: false,
    title: "This address does not take this method",
  },
  action_not_allowed: { status: 409, retryable: false, title: "The case does not allow this now" },
  case_changed: { status: 409, retryable: false, title: "The case has changed since you looked" },
  case_closed: { status: 409, retryable: false, title: "The case is closed" },
  case_open: { status: 409, retryable: false, title: "The case is still open; close it first" },
  case_held: {
    status: 409,
    retryable: false,
    title: "The case is on legal hold; it cannot be erased",
  },
  case_ending: {
    status: 409,
    retryable: true,
    title: "The case is closed and still busy with its last messages; try again in a moment",
  },
  case_parked: { status: 409, retryable: false, title: "The case is parked and needs repair" },
  message_not_resendable: {
    status: 409,
    retryable: false,
    title: "This message cannot be sent again now",
  },
  not_now: { status: 409, retryable: true, title: "This cannot be done as things stand now" },
  not_reviewed: {
    status: 409,
    retryable: false,
    title: "Somebody else has to approve this before it is published",
  },
  ramp_in_force: {
    status: 409,
    retryable: false,
    title: "The newest release is still being ramped, or was taken back",
  },
  already_exists: { status: 409, retryable: false, title: "It exists already" },
  queue_empty: { status: 404, retryable: true, title: "Nobody is waiting in this queue" },
  erased: { status: 410, retryable: false, title: "It has been erased, for good" },
  too_large: { status: 413, retryable: false, title: "The request is too large" },
  unsupported_encoding: { status: 415, retryable: false, title: "Send the body uncompressed" },
  unsupported_media_type: { status: 415, retryable: false, title: "Send JSON" },
  invalid_input: { status: 422, retryable: false, title: "Some fields are not valid" },
  invalid_definition: { status: 422, retryable: false, title: "The definition has errors" },
  emergencies_missed: {
    status: 409,
    retryable: false,
    title: "Emergencies that came in would not be recognised any more",
  },
  idempotency_key_reused: {
    status: 422,
    retryable: false,
    title: "This Idempotency-Key was used for another request",
  },
  too_many_requests: { status: 429, retryable: true, title: "Too many requests; wait a little" },
  internal: { status: 500, retryable: false, title: "Something broke on our side" },
  behind: { status: 503, retryable: true, title: "The case is busy; try again in a moment" },
  unavailable: {
    status: 503,
    retryable: true,
    title: "A part of the system is down; nothing was lost",
  },
  outcome_unknown: {
    status: 504,
    retryable: true,
    title: "No answer yet; repeat with the same Idempotency-Key",
  },
} as const satisfies Record<string, { status: number; retryable: boolean; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** One wrong place in a request: a JSON pointer into the body (or `?name`, `header`), and what is wrong. */
export type ProblemPart = {
  readonly pointer: string;
  readonly message: string;
  readonly code?: string;
};

/** Members a problem may carry besides its code; ids and findings only, never patient data. */
export type ProblemDetails = {
  readonly detail?: string;
  readonly errors?: readonly ProblemPart[];
  /** Actions allowed instead, for `action_not_allowed`. */
  readonly allowed?: readonly string[];
  /** States a move may lead to instead, for `action_not_allowed` of a document route. */
  readonly allowedStates?: readonly string[];
  /** The case as it is now, for `case_changed`. */
  readonly current?: unknown;
  /** Seconds to wait, also sent as Retry-After. */
  readonly retryAfter?: number;
};

/** A failure with a documented code. Its message is the code, so that no log line carries a person's data. */
export class CasewrightError extends Error {
  readonly code: ErrorCode;
  readonly details: ProblemDetails;

  constructor(code: ErrorCode, details: ProblemDetails = {}) {
    super(code);
    this.name = "CasewrightError";
    this.code = code;
    this.details = details;
  }
}
