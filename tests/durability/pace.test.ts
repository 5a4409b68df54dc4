import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { deliver } from "../../engine/effects/deliver.js";
import type { EffectTools } from "../../engine/effects/index.js";
import { messageCollection, type MessageDoc, messagesOf } from "../../engine/store/messages.js";
import { holdBack, paceCollection } from "../../engine/store/pace.js";
import type { DeliverAnswer } from "../../workflows/case/activities.js";
import { type Desk, openDesk } from "../support/desk.js";
import { deliveryTools, queuedMessage } from "../support/queued-message.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { openTicket, quiet } from "../support/stage.js";

/** A slow provider, so that a machine under load is still faster. */
const PER_SECOND = 2;
const EVERY_MS = 1_000 / PER_SECOND;

let desk: Desk;
let tools: EffectTools;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("pace"), temporalAddress: testTemporalAddress() },
    { env: { MESSAGES_PER_SECOND: `sms=${String(PER_SECOND)}` } },
  );
  tools = deliveryTools(desk.clinic);
});
afterEach(async () => {
  await desk.clinic.provider.rules();
  await desk.clinic.store.of(paceCollection).deleteMany({});
  await desk.clinic.store.of(messageCollection).deleteMany({ state: "queued" });
});
afterAll(() => desk.close());

test("all workers together send no faster than the pace, and nothing is left behind", async () => {
  const messages = await Promise.all(phones(1, 8).map((phone) => queued(phone)));
  const asked = Date.now();
  await Promise.all(messages.map(({ _id }) => sent(_id)));
  const at = acceptedAt(messages);
  expect(at).toHaveLength(messages.length);
  expect((at.at(-1) ?? 0) - asked).toBeGreaterThanOrEqual((messages.length - 1) * EVERY_MS * 0.9);
});

test("what is urgent overtakes all that wait, and those wait the longer the later they came", async () => {
  const line: MessageDoc[] = [];
  for (const phone of phones(20, 80)) line.push(await queued(phone));
  const answers = await Promise.all(line.map(({ _id }) => deliver(tools, first(_id))));
  const waits = answers.flatMap((answer) => (answer.status === "held" ? [answer.waitMs] : []));
  expect(waits.at(-1)).toBeGreaterThan((line.length / 2) * EVERY_MS);
  expect(waits[0]).toBeLessThan(waits.at(-1) ?? 0);
  const urgent = await queued("+254700009999", { urgent: true });
  expect(await deliver(tools, first(urgent._id))).toEqual({ status: "accepted" });
  expect(acceptedAt([urgent])).toHaveLength(1);
  expect(acceptedAt(line).length).toBeLessThan(line.length / 2);
});

test("a provider that asks to wait holds back everything of its endpoint, and administration shows until when", async () => {
  const { clinic } = desk;
  const refused = await queued("+254700000201");
  await clinic.provider.rules({ to: refused.to, fault: { kind: "throttle", retryAfter: "600" } });
  expect(await deliver(tools, first(refused._id))).toEqual({ status: "later", waitMs: 600_000 });
  const { requests } = await clinic.provider.counts();
  const others = await Promise.all([
    queued("+254700000202"),
    queued("+254700000203", { urgent: true }),
  ]);
  for (const { _id } of others) {
    const answer = await deliver(tools, first(_id));
    expect(answer).toMatchObject({ status: "held" });
    expect(answer.status === "held" && answer.waitMs).toBeGreaterThan(500_000);
  }
  expect((await clinic.provider.counts()).requests).toBe(requests);
  const { body } = await desk.call("GET", "/api/channels", { token: desk.tokens.admin });
  const shown = (body["items"] as readonly { name: string; line: object }[]).find(
    ({ name }) => name === "sms",
  );
  expect(shown?.line).toMatchObject({ perSecond: PER_SECOND, heldUntil: expect.any(String) });
  expect(shown?.line).toHaveProperty(
    "waiting",
    expect.toSatisfy((n: number) => n >= 3),
  );
});

test("a case's message that waits for its time has made no try, and is sent when it comes", async () => {
  const { clinic } = desk;
  await holdBack(clinic.store, "sms", 3_000);
  const id = await openTicket(clinic, "+254700000301");
  await quiet(clinic, id);
  const out = (await messagesOf(clinic.store, id)).filter(({ direction }) => direction === "out");
  expect(out.map(({ state, attempts }) => [state, attempts.map(({ n }) => n)])).toEqual(
    out.map(() => ["accepted", [1]]),
  );
});

function first(messageId: string) {
  return { messageId, attempt: 1 };
}

/** Delivers a message as its case does: it comes back when it is told to. */
async function sent(id: string): Promise<void> {
  for (;;) {
    const answer: DeliverAnswer = await deliver(tools, first(id));
    if (answer.status === "accepted") return;
    if (answer.status !== "held") throw new Error(answer.status);
    await wait(answer.waitMs);
  }
}

function phones(from: number, to: number): readonly string[] {
  return Array.from(
    { length: to - from + 1 },
    (_, n) => `+2547000010${String(from + n).padStart(2, "0")}`,
  );
}

function queued(phone: string, changes: Partial<MessageDoc> = {}): Promise<MessageDoc> {
  return queuedMessage(desk.clinic.store, phone, changes);
}

/** When the provider took these messages, epoch milliseconds, oldest first. */
function acceptedAt(messages: readonly MessageDoc[]): readonly number[] {
  const to = new Set(messages.map((message) => message.to));
  return desk.clinic.provider
    .accepted()
    .filter((line) => to.has(line.to))
    .map(({ at }) => Date.parse(at))
    .toSorted((a, b) => a - b);
}
