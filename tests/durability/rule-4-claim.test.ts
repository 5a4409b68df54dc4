import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deliver } from "../../engine/effects/deliver.js";
import type { EffectTools } from "../../engine/effects/index.js";
import { DELIVERY_STATES, type DeliveryState } from "../../engine/channels/contract.js";
import { alertCollection } from "../../engine/store/alerts.js";
import { applyReceipt, type MessageDoc, messageCollection } from "../../engine/store/messages.js";
import { setOptOut } from "../../engine/store/contacts.js";
import { type Clinic, openClinic } from "../support/clinic.js";
import { deliveryTools, queuedMessage } from "../support/queued-message.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";

describe("claim before the first byte", () => {
  let clinic: Clinic;
  let tools: EffectTools;
  beforeAll(async () => {
    clinic = await openClinic(
      { mongodbUri: testDatabaseUri("rule-4"), temporalAddress: testTemporalAddress() },
      { worker: "none" },
    );
    tools = deliveryTools(clinic);
  });
  afterAll(() => clinic.close());

  const queued = (phone: string, changes: Partial<MessageDoc> = {}) =>
    queuedMessage(clinic.store, phone, changes);
  const stateOf = async (id: string) =>
    (await clinic.store.of(messageCollection).findById(id).lean<MessageDoc>())?.state;
  const acceptedFor = (phone: string) =>
    clinic.provider.accepted().filter(({ to }) => to === phone).length;

  test("twenty deliveries of one message at once reach the provider once", async () => {
    const phone = "+254700000041";
    const { _id } = await queued(phone);
    await Promise.all(
      Array.from({ length: 20 }, () => deliver(tools, { messageId: _id, attempt: 1 })),
    );
    expect(acceptedFor(phone)).toBe(1);
  });

  test("a worker that dies after the claim leaves an unknown message that is never sent again", async () => {
    const phone = "+254700000042";
    const { _id } = await queued(phone);
    const dying: EffectTools = {
      ...tools,
      reached: (place) => {
        if (place === "send.after_claim") throw new Error("killed");
      },
    };
    await expect(deliver(dying, { messageId: _id, attempt: 1 })).rejects.toThrow("killed");
    expect(await deliver(tools, { messageId: _id, attempt: 1 })).toMatchObject({
      status: "unknown",
    });
    expect(await deliver(tools, { messageId: _id, attempt: 2 })).toMatchObject({
      status: "unknown",
    });
    expect(await stateOf(_id)).toBe("unknown");
    expect(acceptedFor(phone)).toBe(0);
  });

  test("a worker that dies after the provider took the message does not send it again", async () => {
    const phone = "+254700000043";
    const { _id } = await queued(phone);
    const dying: EffectTools = {
      ...tools,
      reached: (place) => {
        if (place === "send.after_http") throw new Error("killed");
      },
    };
    await expect(deliver(dying, { messageId: _id, attempt: 1 })).rejects.toThrow("killed");
    expect(await deliver(tools, { messageId: _id, attempt: 1 })).toMatchObject({
      status: "unknown",
    });
    expect(acceptedFor(phone)).toBe(1);
  });

  test("nothing is sent after STOP, not even what was queued before", async () => {
    const phone = "+254700000044";
    const message = await queued(phone);
    await setOptOut(clinic.store, message.contact, new Date());
    expect(await deliver(tools, { messageId: message._id, attempt: 1 })).toEqual({
      status: "failed",
      why: "opted_out",
    });
    expect(await stateOf(message._id)).toBe("suppressed");
    expect(acceptedFor(phone)).toBe(0);
  });

  test("a message that has waited for more than a day is not sent any more", async () => {
    const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
    const late = await queued("+254700000047", { at: hours(27) });
    expect(await deliver(tools, { messageId: late._id, attempt: 1 })).toEqual({
      status: "failed",
      why: "too_old",
    });
    const inTime = await queued("+254700000048", { at: hours(25) });
    await deliver(tools, { messageId: inTime._id, attempt: 1 });
    expect([acceptedFor("+254700000047"), acceptedFor("+254700000048")]).toEqual([0, 1]);
  });

  test("nobody is called any more for an alert that somebody has acknowledged meanwhile", async () => {
    const raise = (id: string, end: "acknowledged" | null) =>
      clinic.store.of(alertCollection).create({
        _id: id,
        caseId: "T-TEST-0",
        workflow: "ticket",
        level: "emergency",
        team: "medical",
        tier: 1,
        raisedAt: new Date(),
        end,
      });
    await raise("answered", "acknowledged");
    await raise("open", null);
    const late = await queued("+254700000049", { alert: "answered" });
    expect(await deliver(tools, { messageId: late._id, attempt: 1 })).toEqual({
      status: "failed",
      why: "acknowledged",
    });
    expect(await stateOf(late._id)).toBe("suppressed");
    const wanted = await queued("+254700000050", { alert: "open" });
    await deliver(tools, { messageId: wanted._id, attempt: 1 });
    expect([acceptedFor("+254700000049"), acceptedFor("+254700000050")]).toEqual([0, 1]);
  });

  test("a receipt that comes before our record waits and is joined", async () => {
    const phone = "+254700000045";
    const { _id } = await queued(phone);
    const early: EffectTools = {
      ...tools,
      reached: (place) => {
        if (place !== "send.after_http") return;
        const line = clinic.provider.accepted().find(({ to }) => to === phone);
        if (!line) throw new Error("the provider has no line");
        pending = applyReceipt(clinic.store, {
          endpoint: "sms",
          providerId: line.messageId,
          state: "delivered",
          reason: null,
          at: new Date(),
        });
      },
    };
    let pending: Promise<unknown> = Promise.resolve();
    await deliver(early, { messageId: _id, attempt: 1 });
    await pending;
    expect(await stateOf(_id)).toBe("delivered");
  });

  test("receipts in any order never move a message back", async () => {
    const orders = permutations(["sent", "delivered", "failed"] satisfies DeliveryState[]);
    for (const [i, order] of orders.entries()) {
      const { _id } = await queued(`+2547000001${String(i).padStart(2, "0")}`);
      await deliver(tools, { messageId: _id, attempt: 1 });
      const { providerId } =
        (await clinic.store.of(messageCollection).findById(_id).lean<MessageDoc>()) ?? {};
      let furthestSeen = 0;
      for (const state of [...order, ...order]) {
        await applyReceipt(clinic.store, {
          endpoint: "sms",
          providerId: providerId ?? "",
          state,
          reason: null,
          at: new Date(),
        });
        const now = DELIVERY_STATES.indexOf((await stateOf(_id)) as DeliveryState);
        const proven = now === DELIVERY_STATES.indexOf("delivered");
        expect(proven || now >= furthestSeen).toBe(true);
        furthestSeen = now;
      }
      expect(await stateOf(_id)).toBe("delivered");
    }
  });
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, i) =>
    permutations(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]),
  );
}
