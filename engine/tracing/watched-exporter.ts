import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import type { Logger } from "pino";

/** OpenTelemetry's code for an export that was taken. */
const TAKEN = 0;

/**
 * The exporter, with one line in the log when traces are not taken any more and one when they are taken again. An error's words stay out:
 * the address of a collector may hold a key.
 */
export function watchedExporter(exporter: SpanExporter, log: Logger): SpanExporter {
  let isTaken = true;
  const hear = (code: number): void => {
    if (isTaken === (code === TAKEN)) return;
    isTaken = !isTaken;
    if (isTaken) log.info("traces are taken again");
    else log.warn("traces are not taken");
  };
  return {
    export: (spans, done) => {
      exporter.export(spans, (result) => {
        hear(result.code);
        done(result);
      });
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}
