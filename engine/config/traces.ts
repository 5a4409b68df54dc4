import type { VariableValues } from "./variables.js";

/** Where traces go, and how many of them. */
export type TraceTarget = {
  /** An OpenTelemetry collector that takes OTLP over HTTP; without `/v1/traces` and without a slash at the end. */
  readonly endpoint: string;
  /** Sent along with every export, such as the key of a hosted collector. */
  readonly headers: Readonly<Record<string, string>>;
  /** Share of traces that are recorded, from 0 to 1; each is recorded whole or not at all. */
  readonly share: number;
};

/** Where an environment lets traces go, by OpenTelemetry's own variables; without an endpoint nowhere. */
export function tracesIn(values: VariableValues): TraceTarget | undefined {
  const endpoint = values.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, "");
  if (endpoint === undefined) return undefined;
  const headers = headersIn(values.OTEL_EXPORTER_OTLP_HEADERS);
  return { endpoint, headers, share: shareIn(values) };
}

function headersIn(text = ""): TraceTarget["headers"] {
  const pairs = text.split(",").map((pair) => pair.trim());
  return Object.fromEntries(
    pairs.flatMap((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [] : [[pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))]];
    }),
  );
}

function shareIn(values: VariableValues): number {
  const sampler = values.OTEL_TRACES_SAMPLER?.replace("parentbased_", "") ?? "always_on";
  if (sampler === "always_off") return 0;
  return sampler === "always_on" ? 1 : Number(values.OTEL_TRACES_SAMPLER_ARG ?? "1");
}
