import { setTimeout as pause } from "node:timers/promises";
import autocannon from "autocannon";
import { inboxBacklog } from "../engine/store/inbox.js";
import { CALLBACK_HEADERS, smsAddress, smsCallback } from "./callback.js";
import { median, ratios, type Row, type Section } from "./rows.js";
import type { Stage } from "./stage.js";

/** Requests of one round, so that the drain has an end to come to. */
const REQUESTS = 400;

/** Connections of the provider. */
const CONNECTIONS = 20;

/** Phones that write; most of their messages go to a ticket that is open already, as in a clinic. */
const PHONES = 40;

/** Longest wait for the drain after a round. */
const DRAINED_WITHIN_MS = 120_000;

/** What a round of requests came to. */
type Round = { readonly perSecond: number; readonly p99: number };

/** The durable accept of a provider's callback against koa with one insert. */
export async function benchWebhook(stage: Stage, reps: number): Promise<Section> {
  const [api, plain] = [
    await stage.start("api", "engine/server.ts"),
    await stage.start("plain", "bench/bare/webhook.ts"),
  ];
  const ours = await smsAddress(stage, api);
  const series = { draining: [] as Round[], alone: [] as Round[], plain: [] as Round[] };
  await shoot(ours);
  await shoot(plain.url);
  await drained(stage);
  for (let rep = 0; rep < reps; rep += 1) {
    series.draining.push(await shoot(ours));
    await drained(stage);
    series.plain.push(await shoot(plain.url));
    series.alone.push(await withoutDrain(stage, () => shoot(ours)));
    await drained(stage);
  }
  await Promise.all([api.stop(), plain.stop()]);
  return {
    title: "Durable accept of a webhook",
    how:
      `A callback of Africa's Talking through the whole API: verified, parsed, stored in the journaled inbox, 2xx; against koa with one native insert. ` +
      `${REQUESTS} requests a round over ${CONNECTIONS} connections on loopback, from ${PHONES} phones. The drain runs in the worker's process and shares the processors; in the second row it stands still.`,
    rows: [
      {
        ...row(
          "requests a second ÷ koa with one insert, drain at work",
          series.draining,
          series.plain,
        ),
        aim: { atLeast: 0.5 },
      },
      row(
        "requests a second ÷ koa with one insert, drain standing still",
        series.alone,
        series.plain,
      ),
    ],
  };
}

function row(what: string, ours: readonly Round[], theirs: readonly Round[]): Row {
  const speed = (rounds: readonly Round[]) => rounds.map(({ perSecond }) => perSecond);
  const slowest = (rounds: readonly Round[]) => median(rounds.map(({ p99 }) => p99)).toFixed(0);
  const detail =
    `${median(speed(ours)).toFixed(0)} against ${median(speed(theirs)).toFixed(0)} a second; ` +
    `p99 ${slowest(ours)} against ${slowest(theirs)} ms`;
  return { what, unit: "×", samples: ratios(speed(ours), speed(theirs)), detail };
}

/** @throws when a request was not answered with 2xx: a refusal is fast and would win */
async function shoot(url: string): Promise<Round> {
  const setupRequest = (request: autocannon.Request) => ({ ...request, body: callback() });
  const start = performance.now();
  let last = start;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url, amount: REQUESTS, connections: CONNECTIONS };
    const requests = [{ method: "POST" as const, headers: CALLBACK_HEADERS, setupRequest }];
    const done = (error: unknown, ended: autocannon.Result) => {
      if (error instanceof Error) reject(error);
      else resolve(ended);
    };
    // It looks at its clock once a second, so the last answer is what counts.
    autocannon({ ...options, requests }, done).on("response", () => (last = performance.now()));
  });
  const failed = result.non2xx + result.errors;
  if (failed > 0) throw new Error(`${failed} of ${REQUESTS} requests failed`);
  return { perSecond: (REQUESTS * 1_000) / (last - start), p99: result.latency.p99 };
}

let shots = 0;

function callback(): string {
  shots += 1;
  const phone = String(shots % PHONES).padStart(2, "0");
  const text = "The appointment on Tuesday does not suit me";
  return smsCallback({ from: `+2547000000${phone}`, text });
}

/** The worker holds its breath meanwhile. */
async function withoutDrain<Result>(stage: Stage, work: () => Promise<Result>): Promise<Result> {
  process.kill(stage.pids.worker, "SIGSTOP");
  try {
    return await work();
  } finally {
    process.kill(stage.pids.worker, "SIGCONT");
  }
}

async function drained({ store }: Stage): Promise<void> {
  const deadline = performance.now() + DRAINED_WITHIN_MS;
  for (;;) {
    await pause(500);
    const { waiting } = await inboxBacklog(store);
    if (waiting === 0) break;
    if (performance.now() > deadline) throw new Error(`${waiting} messages were never drained`);
  }
  // Deliveries and commits that the last messages caused.
  await pause(2_000);
}
