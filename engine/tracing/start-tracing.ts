import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-node";
import type { Logger } from "pino";
import type { TraceTarget } from "../config/traces.js";
import { watchedExporter } from "./watched-exporter.js";

/** Tracing that can be ended: what is not exported yet goes out first. */
export type Tracing = { stop(): Promise<void> };

/** Longest time that an export, or the end of a process, waits for whoever collects traces. */
const EXPORT_TIMEOUT_MS = 3_000;

/**
 * Sends the traces of this process to an OpenTelemetry collector by OTLP over HTTP, in batches beside the work. Without a target nothing is
 * recorded. What a collector does not take is lost; the work goes on.
 * @param tracing `part` names the process
 */
export function startTracing(tracing: {
  readonly target: TraceTarget | undefined;
  readonly part: "api" | "worker";
  readonly log: Logger;
}): Tracing {
  const { target, part, log } = tracing;
  if (target === undefined) return { stop: () => Promise.resolve() };
  const exporter = new OTLPTraceExporter({
    url: `${target.endpoint}/v1/traces`,
    headers: { ...target.headers },
    timeoutMillis: EXPORT_TIMEOUT_MS,
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": `casewright-${part}` }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(target.share) }),
    spanProcessors: [new BatchSpanProcessor(watchedExporter(exporter, log))],
  });
  provider.register();
  return {
    stop: () =>
      // A collector that is away must not hold up the end.
      provider.shutdown().catch(() => undefined),
  };
}
