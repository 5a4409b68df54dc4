import type { WorkflowClientInterceptor } from "@temporalio/client";
import { defaultPayloadConverter, type Headers } from "@temporalio/common";
import type { ActivityInterceptorsFactory } from "@temporalio/worker";
import { TRACE_HEADER } from "../../workflows/case/trace.js";
import { inSpan, traceparent } from "./span.js";

/** Lets the trace under way go along with whatever a client tells a case. */
export const tracedCalls: WorkflowClientInterceptor = {
  startWithDetails: (input, next) => next({ ...input, headers: withTrace(input.headers) }),
  startUpdate: (input, next) => next({ ...input, headers: withTrace(input.headers) }),
  signal: (input, next) => next({ ...input, headers: withTrace(input.headers) }),
};

/** Makes every activity a step of the trace that its case carries. */
export const tracedActivities: ActivityInterceptorsFactory = ({ info }) => {
  const { activityType, attempt } = info;
  const facts = { "casewright.case": info.workflowExecution?.workflowId ?? "" };
  return {
    inbound: {
      execute: (input, next) =>
        inSpan(
          activityType,
          { facts: { ...facts, "casewright.attempt": attempt }, parent: traceIn(input.headers) },
          () => next(input),
        ),
    },
  };
};

function withTrace(headers: Headers): Headers {
  const parent = traceparent();
  if (parent === undefined) return headers;
  return { ...headers, [TRACE_HEADER]: defaultPayloadConverter.toPayload(parent) };
}

function traceIn(headers: Headers): string | undefined {
  const payload = headers[TRACE_HEADER];
  return payload ? defaultPayloadConverter.fromPayload<string>(payload) : undefined;
}
