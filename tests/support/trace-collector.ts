import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A step of a trace as a collector gets it. */
export type CollectedSpan = {
  readonly traceId: string;
  readonly spanId: string;
  /** Absent or empty for the first of a trace. */
  readonly parentSpanId?: string;
  readonly name: string;
};

/** A collector of traces that speaks OTLP over HTTP, and keeps every byte. */
export type TraceCollector = {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  /** Everything that came, as it came. */
  readonly bytes: () => Buffer;
  stop(): Promise<void>;
};

type Exported = {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly CollectedSpan[] }[];
  }[];
};

/** Starts a collector on a free port of this machine. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const bodies: Buffer[] = [];
  const spans: CollectedSpan[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      bodies.push(body);
      spans.push(...spansIn(body));
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    spans,
    bytes: () => Buffer.concat(bodies),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function spansIn(body: Buffer): readonly CollectedSpan[] {
  const { resourceSpans } = JSON.parse(body.toString()) as Exported;
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}
