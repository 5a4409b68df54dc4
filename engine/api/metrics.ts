import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** The numbers of one API process. Labels come from closed lists only: route patterns, codes, plugin ids. */
export type Metrics = {
  readonly registry: Registry;
  readonly requests: Counter<"route" | "method" | "status">;
  readonly seconds: Histogram<"route" | "method">;
  readonly inbound: Counter<"channel" | "outcome">;
  readonly signIns: Counter<"outcome">;
  /** 1 for a channel that could send at the last look, 0 for one that could not. */
  readonly channels: Gauge<"endpoint">;
  /** Messages that came in and are not with their case: `waiting` for the drain, `set_aside` for a person. */
  readonly inbox: Gauge<"state">;
  /** How long the oldest that waits for the drain has waited. */
  readonly inboxAge: Gauge;
  /** Cases that stand still until somebody repairs them. */
  readonly parked: Gauge;
  readonly sockets: Gauge;
  readonly frames: Counter<"kind">;
};

/** Registers all metrics in a registry of their own, so that two APIs in one process do not meet. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Counter({
      name: "casewright_http_requests_total",
      help: "Answered requests by route pattern",
      labelNames: ["route", "method", "status"],
      registers,
    }),
    seconds: new Histogram({
      name: "casewright_http_request_seconds",
      help: "Time to answer",
      labelNames: ["route", "method"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    inbound: new Counter({
      name: "casewright_webhook_requests_total",
      help: "Provider calls by channel and what became of them",
      labelNames: ["channel", "outcome"],
      registers,
    }),
    signIns: new Counter({
      name: "casewright_sign_ins_total",
      help: "Sign-ins, refreshes and reuses of refresh tokens by outcome",
      labelNames: ["outcome"],
      registers,
    }),
    channels: new Gauge({
      name: "casewright_channel_up",
      help: "Whether a channel could send when it was last looked at",
      labelNames: ["endpoint"],
      registers,
    }),
    ...openWaiting(registers),
    sockets: new Gauge({
      name: "casewright_live_sockets",
      help: "Open live connections",
      registers,
    }),
    frames: new Counter({
      name: "casewright_live_frames_total",
      help: "Live frames sent, and sockets dropped because they did not read",
      labelNames: ["kind"],
      registers,
    }),
  };
}

/** What waits for somebody, and has to be looked for in the store. */
function openWaiting(registers: Registry[]): Pick<Metrics, "inbox" | "inboxAge" | "parked"> {
  return {
    inbox: new Gauge({
      name: "casewright_inbox_messages",
      help: "Messages that came in and are not with their case yet",
      labelNames: ["state"],
      registers,
    }),
    inboxAge: new Gauge({
      name: "casewright_inbox_oldest_seconds",
      help: "Age of the oldest message that waits to be handed over",
      registers,
    }),
    parked: new Gauge({
      name: "casewright_parked_cases",
      help: "Cases that stand still until somebody repairs them",
      registers,
    }),
  };
}
