import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NOTHING_CONTRIBUTED } from "../engine/definition/contributions.js";
import { callWebhook } from "../engine/effects/call-webhook.js";
import type { EffectTools } from "../engine/effects/tools.js";
import type { WebhookEffect } from "../engine/interpreter/effect.js";
import type { ReleaseBody } from "../engine/definition/release.js";
import type { Webhook } from "../engine/definition/webhook.js";
import { caseDoc } from "../engine/store/cases.js";
import { currentRelease, publishRelease } from "../engine/store/releases.js";
import { webhookCallCollection } from "../engine/store/webhook-calls.js";
import { type Clinic, openClinic, people, settled, until } from "./support/clinic.js";
import { laboratory, withSamples } from "./support/laboratory.js";
import { openReceiver, type ReceivedCall, type Receiver } from "./support/receiver.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";
import { act, quiet } from "./support/stage.js";

const KEY = Buffer.from("a key that only the laboratory has").toString("base64");
const OTHER_KEY = Buffer.from("a key that nobody at the laboratory has").toString("base64");
const GOOD = { status: 200, body: '{"orderNumber":"L-7","remark":"nobody asked"}' } as const;

let lab: Receiver;
let example: Example;
let clinic: Clinic;
beforeAll(async () => {
  lab = await openReceiver();
  example = await startExample(`whsec_${KEY}`);
  const known = laboratory(`${lab.url}/orders`);
  const elsewhere = { ...known, id: "elsewhere", url: "https://lab.example/orders" };
  const unsigned = { ...known, id: "unsigned" };
  const told: Webhook = { id: "told", name: "Told", url: known.url, takes: "contact" };
  const shown = { ...known, id: "shown", url: example.url };
  const forged = { ...shown, id: "forged" };
  clinic = await openClinic(
    { mongodbUri: testDatabaseUri("webhooks"), temporalAddress: testTemporalAddress() },
    {
      release: (body) => withSamples(body, [known, elsewhere, unsigned, told, shown, forged]),
      env: {
        WEBHOOK_HOSTS: "lab.clinic.example",
        WEBHOOK_PRIVATE_HOSTS: "127.0.0.1",
        WEBHOOK_SECRETS: ["lab", "told", "forged", "shown"]
          .map((id) => `${id}:whsec_${id === "forged" ? OTHER_KEY : KEY}`)
          // What the other side does not know yet, or not any more, harms nothing.
          .concat(`shown:whsec_${OTHER_KEY}`)
          .join(", "),
      },
    },
  );
});
afterAll(async () => {
  await clinic.close();
  await lab.close();
  example.stop();
});

const last = (): ReceivedCall | undefined => lab.calls.at(-1);

test("a system is told what the definition names and nothing else, signed, until it answers; the answer moves the case", async () => {
  lab.answers({ status: 503 }, GOOD);
  const before = lab.calls.length;
  const { id } = await clinic.cases.create({
    workflow: "sample",
    data: { label: "A-12", person: "Asha Mwangi" },
    contact: null,
    actor: people.porter,
    requestId: crypto.randomUUID(),
  });
  await settled(clinic, id, 1);
  await act(clinic, id, "order", {}, people.porter);
  await until("an order number", async () => {
    const doc = await caseDoc(clinic.store, id);
    return doc?.state.state === "at_the_lab" && doc.state.data["orderNumber"] === "L-7";
  });
  const calls = lab.calls.slice(before);
  expect(calls).toHaveLength(2);
  expect(new Set(calls.map(({ body }) => body)).size).toBe(1);
  const { type, timestamp, ...told } = JSON.parse(calls[0]?.body ?? "") as Record<string, unknown>;
  expect([type, typeof timestamp]).toEqual(["order_placed", "string"]);
  expect(told).toEqual({ case: id, data: { label: "A-12", urgent: true } });
  for (const { path, headers, body } of calls) {
    expect(path).toBe("/orders");
    expect(headers["idempotency-key"]).toBe(calls[0]?.headers["webhook-id"]);
    const signed = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
    const right = createHmac("sha256", Buffer.from(KEY, "base64")).update(signed).digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${right}`);
  }
  await quiet(clinic, id);
  const raw = await clinic.store.connection
    .collection<{ _id: string }>("webhook_calls")
    .findOne({ _id: String(last()?.headers["webhook-id"]) });
  expect(raw).toMatchObject({ caseId: id, to: "lab", isOver: true });
  expect(JSON.stringify(raw)).not.toContain("L-7");
});

describe("one call", () => {
  let tools: EffectTools;
  let now: number;
  let place: string | null;
  let count = 0;
  let effect: WebhookEffect;
  beforeEach(() => {
    now = Date.now();
    place = null;
    count += 1;
    const id = `S-1.${String(count)}.0`;
    const data = { label: "A-12" };
    effect = { kind: "webhook", id, webhook: "lab", event: "order_placed", at: now, data };
    tools = {
      ...{ store: clinic.store, cases: clinic.tools, endpoints: new Map() },
      contributions: NOTHING_CONTRIBUTED,
      webhooks: clinic.config.webhooks,
      publicUrl: "http://127.0.0.1",
      log: pino({ level: "silent" }),
      now: () => now,
      reached: (here) => {
        if (here === place) throw new Error("the worker dies here");
      },
    };
  });
  const call = (change: { readonly webhook?: string; readonly isLast?: boolean } = {}) => {
    const { isLast = false, ...rest } = change;
    const of = { caseId: "S-1", release: 1 };
    const request = { ...of, effect: { ...effect, ...rest }, attempt: 1, isLast };
    return callWebhook(tools, request);
  };

  test("is made again under the same id by whoever follows a worker that died, and never after its answer is recorded", async () => {
    lab.answers(GOOD);
    const before = lab.calls.length;
    place = "webhook.after_http";
    await expect(call()).rejects.toThrow("dies here");
    place = null;
    expect(await call()).toEqual({ status: "later", waitMs: 20_000 });
    now += 20_000;
    const answer = { status: "answered", code: 200, answer: { orderNumber: "L-7" } };
    expect(await call()).toEqual(answer);
    lab.answers({ status: 500 });
    now += 86_400_000;
    expect(await call({ isLast: true })).toEqual(answer);
    const ids = lab.calls.slice(before).map(({ headers }) => headers["idempotency-key"]);
    expect(ids).toEqual([effect.id, effect.id]);
  });

  test("is made once by twenty workers at once", async () => {
    lab.answers(GOOD);
    const before = lab.calls.length;
    const answers = await Promise.all(Array.from({ length: 20 }, () => call()));
    expect(lab.calls.length - before).toBe(1);
    expect(answers.filter(({ status }) => status === "answered")).not.toEqual([]);
  });

  test.each([
    ["refuses", { status: 404 }, { status: "failed", why: "refused", code: 404 }],
    [
      "answers nonsense",
      { status: 200, body: "<p>" },
      { status: "failed", why: "bad_answer", code: 200 },
    ],
    [
      "answers with something else",
      { status: 200, body: '{"orderNumber":7}' },
      { status: "failed", why: "bad_answer", code: 200 },
    ],
    [
      "compresses",
      { status: 200, body: "?", headers: { "content-encoding": "gzip" } },
      { status: "failed", why: "bad_answer", code: 200 },
    ],
    [
      "says too much",
      { status: 200, body: "x".repeat(300_000) },
      { status: "failed", why: "bad_answer", code: 200 },
    ],
    [
      "is busy",
      { status: 429, headers: { "retry-after": "7" } },
      { status: "later", waitMs: 7_000 },
    ],
    ["is broken", { status: 500 }, { status: "later", waitMs: 0 }],
    [
      "is broken behind a server that compresses",
      { status: 502, body: "?", headers: { "content-encoding": "gzip" } },
      { status: "later", waitMs: 0 },
    ],
  ] as const)("to a system that %s ends so", async (_what, answer, expected) => {
    lab.answers(answer);
    expect(await call()).toEqual(expected);
  });

  test("follows nobody elsewhere, and gives up in the end", async () => {
    const before = lab.calls.length;
    lab.answers({ status: 307, headers: { location: `${lab.url}/elsewhere` } });
    expect(await call()).toEqual({ status: "failed", why: "redirected", code: 307 });
    effect = { ...effect, id: `${effect.id}0` };
    lab.answers({ status: 502 });
    expect(await call({ isLast: true })).toEqual({ status: "failed", why: "gave_up", code: 502 });
    expect(lab.calls.slice(before).map(({ path }) => path)).toEqual(["/orders", "/orders"]);
    const row = await clinic.store.of(webhookCallCollection).findById(effect.id).lean();
    expect(row?.tries).toMatchObject([{ attempt: 1, code: 502, why: "unavailable" }]);
  });

  test.each([
    ["a host that the configuration does not name", "elsewhere", "not_allowed"],
    ["a system without a secret", "unsigned", "no_secret"],
    ["a system that the organisation does not know any more", "gone", "unknown_webhook"],
  ])("to %s is not made", async (_what, webhook, why) => {
    const before = lab.calls.length;
    expect(await call({ webhook })).toEqual({ status: "failed", why, code: null });
    expect(lab.calls.length).toBe(before);
  });

  test("to the receiver of the how-to places one order however often it is made, and none under another key", async () => {
    const first = await call({ webhook: "shown" });
    expect(first).toEqual({ status: "answered", code: 200, answer: { orderNumber: "L-1" } });
    await clinic.store.of(webhookCallCollection).deleteOne({ _id: effect.id });
    expect(await call({ webhook: "shown" })).toEqual(first);
    effect = { ...effect, id: `${effect.id}0` };
    const refused = { status: "failed", why: "refused", code: 401 };
    expect(await call({ webhook: "forged" })).toEqual(refused);
  });

  test("to a system that may have less by now than when the case began is not made", async () => {
    lab.answers(GOOD);
    const before = lab.calls.length;
    expect(await call({ webhook: "told" })).toMatchObject({ status: "answered" });
    const { body, number } = await currentRelease(clinic.store);
    const webhooks = body.organisation.webhooks?.map((one) => ({ ...one, takes: "none" as const }));
    const stricter = { ...body, organisation: { ...body.organisation, webhooks } };
    const why = { by: "test", reason: "less is told", at: new Date() };
    await publishRelease(clinic.store, { body: stricter as ReleaseBody, base: number, ...why });
    effect = { ...effect, id: `${effect.id}0` };
    const less = { status: "failed", why: "takes_less", code: null };
    expect(await call({ webhook: "told" })).toEqual(less);
    expect(lab.calls.length - before).toBe(1);
  });
});

type Example = { readonly url: string; readonly stop: () => void };

/** The receiver of the how-to, as a process of its own. */
async function startExample(secret: string): Promise<Example> {
  const child = spawn(process.execPath, ["examples/webhook-receiver/index.js"], {
    env: { SECRET: secret },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return { url: line, stop: () => void child.kill() };
}
