import type { Headers, WorkflowInterceptorsFactory } from "@temporalio/workflow";

/** Header by which a trace goes along: from whoever calls a case to what the case asks for. */
export const TRACE_HEADER = "casewright-trace";

/**
 * Lets a trace pass through a case: what the case asks for belongs to the trace of the last that came to it. The header is carried and
 * never read, so it can change nothing; a case that nobody traces carries none. Bundled with the workflow code.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let trace: Headers = {};
  const hear = (headers: Headers): void => {
    const heard = headers[TRACE_HEADER];
    if (heard !== undefined) trace = { [TRACE_HEADER]: heard };
  };
  const along = <Input extends { readonly headers: Headers }>(input: Input): Input => ({
    ...input,
    headers: { ...input.headers, ...trace },
  });
  return {
    inbound: [
      {
        execute: (input, next) => {
          hear(input.headers);
          return next(input);
        },
        handleSignal: (input, next) => {
          hear(input.headers);
          return next(input);
        },
        handleUpdate: (input, next) => {
          hear(input.headers);
          return next(input);
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next(along(input)),
        continueAsNew: (input, next) => next(along(input)),
      },
    ],
  };
};
