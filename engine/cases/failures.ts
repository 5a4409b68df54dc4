import {
  isGrpcDeadlineError,
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from "@temporalio/client";
import { ApplicationFailure } from "@temporalio/common";
import { CasewrightError } from "../protocol/errors.js";
import { REFUSED } from "../../workflows/case/refused.js";

/** What an Update's failure means to a caller; the case itself is added by who knows it. */
export type ActFailure =
  | { readonly kind: "not_allowed"; readonly allowed: readonly string[] }
  | { readonly kind: "changed" | "closed" | "gone" | "retry" | "under_way" }
  | { readonly kind: "error"; readonly error: unknown };

/** Reads the failure of an Update. `retry`: nobody knows yet; the same request under the same id may be sent again. */
export function readFailure(error: unknown): ActFailure {
  if (error instanceof WorkflowUpdateFailedError) return readRefusal(error.cause);
  if (error instanceof WorkflowNotFoundError) return { kind: "gone" };
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcDeadlineError(error))
    return { kind: "retry" };
  const grpc = grpcErrorIn(error);
  return grpc ? readGrpc(grpc) : { kind: "error", error };
}

/** Turns what a Temporal call threw into an error callers know: down, or ours. */
export function asUnavailable(error: unknown): unknown {
  if (grpcErrorIn(error) !== undefined || isGrpcDeadlineError(error))
    return new CasewrightError("unavailable", { retryAfter: 5 });
  return error;
}

/** Whether a start was refused because the case exists: a repeat of ours. */
export function isStarted(error: unknown): boolean {
  return error instanceof WorkflowExecutionAlreadyStartedError;
}

type GrpcError = Error & { readonly code: number };

/** The server's or the connection's own error; the client wraps it in a `ServiceError` of its own. */
function grpcErrorIn(error: unknown): GrpcError | undefined {
  for (let part = error; part instanceof Error; part = part.cause)
    if (isGrpcServiceError(part)) return part;
  return undefined;
}

/** gRPC codes: NOT_FOUND 5, RESOURCE_EXHAUSTED 8, FAILED_PRECONDITION 9, ABORTED 10, UNAVAILABLE 14. */
function readGrpc(error: GrpcError): ActFailure {
  if (error.code === 5) return { kind: "gone" };
  // A case that completes while it answers, or too many Updates in flight: the same again, under the same id.
  if (error.code === 8 || error.code === 9 || error.code === 10) return { kind: "retry" };
  return { kind: "error", error: new CasewrightError("unavailable", { retryAfter: 5 }) };
}

function readRefusal(cause: unknown): ActFailure {
  if (!(cause instanceof ApplicationFailure)) return { kind: "retry" };
  switch (cause.type) {
    case REFUSED.notAllowed: {
      const [refusal] = (cause.details ?? []) as [{ allowed?: readonly string[] }?];
      return { kind: "not_allowed", allowed: refusal?.allowed ?? [] };
    }
    case REFUSED.changed:
      return { kind: "changed" };
    case REFUSED.underWay:
      return { kind: "under_way" };
    case REFUSED.closed:
      return { kind: "closed" };
    case REFUSED.parked:
      return { kind: "error", error: new CasewrightError("case_parked") };
    case REFUSED.behind:
      return { kind: "error", error: new CasewrightError("behind", { retryAfter: 1 }) };
    case REFUSED.tooLarge:
      return { kind: "error", error: new CasewrightError("too_large") };
    case REFUSED.unstorable:
      return { kind: "error", error: new CasewrightError("invalid_input") };
    default:
      return { kind: "error", error: new CasewrightError("internal") };
  }
}
