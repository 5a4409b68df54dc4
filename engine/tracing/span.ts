import { context, ROOT_CONTEXT, SpanStatusCode, trace, TraceFlags } from "@opentelemetry/api";
import { CasewrightError } from "../protocol/errors.js";

/**
 * What a span may tell: a closed list of opaque ids, codes and patterns, so that nothing personal reaches whoever collects traces.
 * Addresses are patterns of routes, never what was called.
 */
export type SpanFacts = {
  readonly "http.request.method"?: string;
  readonly "http.route"?: string;
  readonly "http.response.status_code"?: number;
  readonly "casewright.case"?: string;
  readonly "casewright.message"?: string;
  readonly "casewright.endpoint"?: string;
  readonly "casewright.attempt"?: number;
  readonly "casewright.outcome"?: string;
};

/** A span under way. */
export type OpenSpan = { readonly tell: (facts: SpanFacts) => void };

/**
 * Runs work as one step of a trace. Without an exporter it costs a function call and records nothing.
 * @param parent the step that this one follows from, as {@link traceparent} gave it; left out, the one under way
 */
export async function inSpan<Result>(
  name: string,
  { facts, parent }: { readonly facts: SpanFacts; readonly parent?: string | undefined },
  work: (span: OpenSpan) => Promise<Result>,
): Promise<Result> {
  const tracer = trace.getTracer("casewright");
  const from = contextOf(parent) ?? context.active();
  return tracer.startActiveSpan(name, { attributes: facts }, from, async (span) => {
    try {
      return await work({ tell: (more) => void span.setAttributes(more) });
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: codeOf(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The step under way in the form of W3C Trace Context (`00-…`); undefined when nothing is traced. */
export function traceparent(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  if (!span || !trace.isSpanContextValid(span)) return undefined;
  const flags = (span.traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, "0");
  return `00-${span.traceId}-${span.spanId}-${flags}`;
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function contextOf(parent: string | undefined) {
  const [, traceId, spanId, flags = "00"] = TRACEPARENT.exec(parent ?? "") ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  const traceFlags = Number.parseInt(flags, 16);
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

/** The code or name of an error, never its words. */
function codeOf(error: unknown): string {
  if (error instanceof CasewrightError) return error.code;
  return error instanceof Error ? error.name : "unknown";
}
