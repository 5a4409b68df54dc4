import { context, propagation, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openReceiver, type Receiver } from "../../tests/support/receiver.js";
import { inSpan, traceparent } from "./span.js";
import { startTracing } from "./start-tracing.js";
import { watchedExporter } from "./watched-exporter.js";

const FACTS = { "casewright.case": "T-4K7Q-9" };

let collector: Receiver;
let said: string[];
const log = pino({}, { write: (line: string) => void said.push(line) });

beforeEach(async () => {
  collector = await openReceiver();
  said = [];
});
afterEach(async () => {
  for (const global of [trace, context, propagation]) global.disable();
  await collector.close();
});

function tracing(share: number) {
  const headers = { "x-key": "Kilimo 7" };
  const target = { endpoint: collector.url, headers, share };
  return startTracing({ target, part: "worker", log });
}

describe("a step of a trace", () => {
  test("reaches the collector with its facts, and with the headers that the collector wants", async () => {
    const started = tracing(1);
    await inSpan("commit", { facts: FACTS }, async () => inSpan("send", { facts: {} }, done));
    await started.stop();
    expect(collector.calls.map(({ path }) => path)).toEqual(["/v1/traces"]);
    expect(collector.calls[0]?.headers["x-key"]).toBe("Kilimo 7");
    const { body = "" } = collector.calls[0] ?? {};
    expect(body).toContain('"name":"commit"');
    expect(body).toContain("T-4K7Q-9");
    expect(body).toContain("casewright-worker");
  });

  test("goes on where another process says that it follows from", async () => {
    const started = tracing(1);
    const parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const inside = await inSpan("hand over", { facts: {}, parent }, () =>
      Promise.resolve(traceparent()),
    );
    await started.stop();
    expect(inside).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
    expect(collector.calls[0]?.body).toContain("b7ad6b7169203331");
  });

  test("that fails tells the code of the error and none of its words", async () => {
    const started = tracing(1);
    const work = () => Promise.reject(new TypeError("Amina Odhiambo has no phone"));
    await expect(inSpan("deliver", { facts: {} }, work)).rejects.toThrow("Amina");
    await started.stop();
    expect(collector.calls[0]?.body).toContain("TypeError");
    expect(collector.calls[0]?.body).not.toContain("Amina");
  });

  test("is not recorded when its trace is not among those that are, nor without a collector", async () => {
    const started = tracing(0);
    await inSpan("commit", { facts: FACTS }, done);
    await started.stop();
    for (const global of [trace, context, propagation]) global.disable();
    await startTracing({ target: undefined, part: "api", log }).stop();
    await inSpan("commit", { facts: FACTS }, async () => {
      expect(traceparent()).toBeUndefined();
      await done();
    });
    expect(collector.calls).toEqual([]);
  });
});

test("a collector that takes nothing is told of once, and once more when it takes traces again", async () => {
  const url = `${collector.url}/v1/traces`;
  const exporter = watchedExporter(new OTLPTraceExporter({ url }), log);
  collector.answers({ status: 400 }, { status: 400 }, { status: 200 }, { status: 200 });
  for (let round = 0; round < 4; round += 1)
    await new Promise((resolve) => {
      exporter.export([], resolve);
    });
  expect(collector.calls).toHaveLength(4);
  expect(said.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    "traces are not taken",
    "traces are taken again",
  ]);
  await exporter.shutdown();
});

function done(): Promise<void> {
  return Promise.resolve();
}
