import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeParts, testDatabaseUri } from "../../tests/support/servers.js";
import { ensureIndexes } from "./collections.js";
import {
  applyReceipt,
  claimMessage,
  insertMessageOnce,
  joinReceipts,
  markUnknown,
  type MessageDoc,
  messageCollection,
  recordAttempt,
} from "./messages.js";
import { openStore } from "./open-store.js";
import type { Store } from "./store.js";

describe("an attempt at sending", () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(testDatabaseUri("messages"), storeParts);
    await ensureIndexes(store);
  });
  afterAll(async () => {
    await store.connection.dropDatabase();
    await store.close();
  });

  const at = new Date("2026-03-02T08:15:00Z");
  const claimed = async (messageId: string) => {
    await insertMessageOnce(store, { ...blank, _id: messageId, at, updatedAt: at });
    await claimMessage(store, { messageId, attempt: 1, at });
    const message = { _id: messageId, caseId: blank.caseId };
    return {
      ...{ message, attemptId: `${messageId}.1`, reason: null, providerId: null },
      ...{ endpoint: "sms", at },
    };
  };
  const stateOf = async (id: string) =>
    (await store.of(messageCollection).findById(id).lean<MessageDoc>())?.state;

  test("that turns out not to have reached the provider is sent again", async () => {
    const attempt = await claimed("m-1");
    await recordAttempt(store, { ...attempt, state: "queued", outcome: "unreachable" });
    expect(await stateOf("m-1")).toBe("queued");
  });

  test("that turns out so after it was given up stays unknown: its case waits for it no more", async () => {
    const attempt = await claimed("m-2");
    await markUnknown(store, attempt.message, at);
    await recordAttempt(store, { ...attempt, state: "queued", outcome: "unreachable" });
    expect(await stateOf("m-2")).toBe("unknown");
  });

  test("that turns out to be accepted after it was given up is accepted", async () => {
    const attempt = await claimed("m-3");
    await markUnknown(store, attempt.message, at);
    const accepted = { state: "accepted", outcome: "accepted", providerId: "ATXid_3" } as const;
    await recordAttempt(store, { ...attempt, ...accepted });
    expect(await stateOf("m-3")).toBe("accepted");
  });

  test("gets the receipt that came first, also when its worker died before it could look", async () => {
    const attempt = await claimed("m-4");
    const receipt = { endpoint: "sms", providerId: "ATXid_4", reason: null, at };
    expect(await applyReceipt(store, { ...receipt, state: "delivered" })).toBe("waiting");
    const { message, attemptId: id } = attempt;
    await store
      .of(messageCollection)
      .updateOne(
        { _id: message._id, "attempts.id": id },
        { $set: { state: "accepted", providerId: "ATXid_4" } },
      );
    await joinReceipts(store, message._id);
    expect(await stateOf("m-4")).toBe("delivered");
  });
});

const blank: Omit<MessageDoc, "_id" | "at" | "updatedAt"> = {
  ...{ caseId: "T-1", turn: 1, direction: "out", channel: "africastalking", endpoint: "sms" },
  ...{
    contact: "contact-1",
    to: "+254700000001",
    text: "Hello",
    subject: null,
    template: null,
    language: null,
  },
  ...{ segments: 1, state: "queued", reason: null, attempts: [], providerId: null },
};
