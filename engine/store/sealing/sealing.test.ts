import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeParts, testDatabaseUri } from "../../../tests/support/servers.js";
import type { Unreadable } from "../../privacy/unreadable.js";
import { destroyCaseKey } from "../case-keys.js";
import { COLLECTIONS, ensureIndexes } from "../collections.js";
import { contactAt, contactByAddress, contactCollection } from "../contacts.js";
import { inboxCollection, inboxRow, storeInbound } from "../inbox.js";
import { type MessageDoc, messageCollection } from "../messages.js";
import { openStore } from "../open-store.js";
import type { Store } from "../store.js";
import { isSealed } from "./envelope.js";

const at = new Date("2026-03-02T08:15:00Z");

const uri = testDatabaseUri("sealing");
let store: Store;
const alarms: string[] = [];
beforeAll(async () => {
  store = await openStore(uri, {
    ...storeParts,
    alarm: ({ reason }: Unreadable, { collection, id }) => {
      alarms.push(`${reason} ${collection} ${id}`);
    },
  });
  await ensureIndexes(store);
});
afterAll(async () => {
  await store.connection.dropDatabase();
  await store.close();
});

const message = (_id: string, caseId: string): MessageDoc => ({
  ...{ _id, caseId, turn: 1, direction: "out", channel: "africastalking", endpoint: "sms" },
  ...{ contact: "contact-1", to: "+254700000001", text: `Hello ${_id}`, subject: null },
  ...{ template: null, language: null, segments: 1, state: "queued", reason: null },
  ...{ attempts: [], providerId: null, at, updatedAt: at },
});
const written = async (...rows: MessageDoc[]) => {
  await store.of(messageCollection).insertMany(rows);
};
const read = (_id: string) => store.of(messageCollection).findById(_id).lean<MessageDoc>();
type Raw = { _id: string; [member: string]: unknown };
const raw = (name = messageCollection.name) => store.connection.collection<Raw>(name);

describe("a sealed member", () => {
  test("is ciphertext in the database and what it was to whoever reads through the store", async () => {
    await written(message("m-1", "T-1"));
    const stored = await raw().findOne({ _id: "m-1" });
    expect([stored?.["text"], stored?.["to"]].every(isSealed)).toBe(true);
    expect(stored).toMatchObject({ caseId: "T-1", subject: null, state: "queued" });
    expect(await read("m-1")).toEqual(message("m-1", "T-1"));
    const [shown] = await store.of(messageCollection).find({ caseId: "T-1" }, { text: 1 }).lean();
    expect(shown).toEqual({ _id: "m-1", text: "Hello m-1" });
  });

  test.each([
    ["row", "m-11", "text", "m-10", "text", "T-10"],
    ["row of another case", "m-12", "text", "m-10", "text", "T-12"],
    ["member", "m-13", "to", "m-13", "text", "T-13"],
  ])(
    "does not open when it was moved to another %s, and rings",
    async (_what, from, member, to, other, caseId) => {
      for (const id of new Set([from, to])) await raw().deleteOne({ _id: id });
      await written(message(from, caseId));
      if (from !== to) await written(message(to, "T-10"));
      const stored = await raw().findOne({ _id: from });
      await raw().updateOne({ _id: to }, { $set: { [other]: stored?.[member] } });
      alarms.length = 0;
      await expect(read(to)).rejects.toMatchObject({ reason: "damaged" });
      expect(alarms).toEqual([`damaged messages ${to}`]);
    },
  );

  test("is not read when somebody wrote it in clear past the store", async () => {
    await written(message("m-2", "T-1"));
    await raw().updateOne({ _id: "m-2" }, { $set: { text: "Take twice as many" } });
    await expect(read("m-2")).rejects.toMatchObject({ reason: "in_clear" });
  });

  test("is read by nobody once the key of its case is destroyed", async () => {
    await written(message("m-3", "T-3"));
    await destroyCaseKey(store, "T-3", at);
    const fresh = await openStore(uri, storeParts);
    const found = fresh.of(messageCollection).findById("m-3").lean();
    await expect(found).rejects.toMatchObject({ reason: "destroyed" });
    await fresh.close();
  });

  test("cannot be asked for, sorted by, counted, changed in parts or replaced", async () => {
    const model = store.of(messageCollection);
    await expect(model.find({ text: "Hello" }).lean()).rejects.toThrow("nothing can be found");
    await expect(model.find({ $or: [{ text: "x" }] }).lean()).rejects.toThrow("nothing can be");
    await expect(model.find().sort({ text: 1 }).lean()).rejects.toThrow("nothing can be sorted");
    await expect(model.find()).rejects.toThrow("is read lean");
    await expect(model.distinct("to")).rejects.toThrow("is sealed");
    await expect(model.aggregate([{ $group: { _id: "$to" } }])).rejects.toThrow("is sealed");
    await expect(model.create(message("m-4", "T-4"))).rejects.toThrow("written by insertMany");
    await expect(model.replaceOne({ _id: "m-1" }, message("m-1", "T-1"))).rejects.toThrow();
    const inside = { $set: { "text.word": "x" } };
    await expect(model.updateOne({ _id: "m-1", caseId: "T-1" }, inside)).rejects.toThrow("inside");
    const nobody = { $set: { text: "x" } };
    await expect(model.updateOne({ _id: "m-1" }, nobody)).rejects.toThrow("needs caseId");
    await expect(model.updateMany({ caseId: "T-1" }, nobody)).rejects.toThrow("needs an _id");
  });
});

describe("a contact", () => {
  test("is found by its address in any case, by a keyed hash", async () => {
    const address = "email:amina@example.org";
    const made = { id: "c-1", address, name: "Amina", language: "en", at };
    const [first, again] = await Promise.all([
      contactByAddress(store, made),
      contactByAddress(store, { ...made, id: "c-2", address: "email:Amina@Example.org " }),
    ]);
    expect(again._id).toBe(first._id);
    expect(await contactAt(store, address)).toMatchObject({ name: "Amina" });
    const stored = await raw(contactCollection.name).findOne({ _id: first._id });
    expect([stored?.["address"], stored?.["name"]].every(isSealed)).toBe(true);
    expect(stored?.["addressIndex"]).toMatch(/^[\w-]{43}$/);
  });
});

test("a database from before anything was sealed is not started on, and is told so", async () => {
  const old = await openStore(testDatabaseUri("in-clear"), storeParts);
  await old.connection.collection("contacts").insertOne({ address: "sms:+254700000001" });
  await expect(ensureIndexes(old)).rejects.toThrow("before patients' data was sealed");
  await old.connection.dropDatabase();
  await old.close();
});

describe("a message that came in", () => {
  test("is sealed before anybody knows whose it is", async () => {
    const entry = { endpoint: "sms", channel: "africastalking", from: "+254700000002" };
    const rest = { text: "Help", name: null, data: { age: 4 }, about: null, automatic: false };
    await storeInbound(store, [{ ...entry, ...rest, providerId: "p-1" }], at);
    const stored = await raw(inboxCollection.name).findOne({ _id: "sms:p-1" });
    expect(["from", "text", "data"].map((member) => stored?.[member]).every(isSealed)).toBe(true);
    expect(await inboxRow(store, "sms:p-1")).toMatchObject({ ...entry, ...rest });
  });
});

test("every collection says which of its members are sealed, and no other holds what patients say", () => {
  const sealed = Object.fromEntries(
    COLLECTIONS.flatMap(({ name, sealed }) => (sealed ? [[name, [...sealed.members]]] : [])),
  );
  expect(sealed).toEqual({
    attachments: ["name", "content", "source"],
    audit: ["address", "reason"],
    cases: ["state", "hold"],
    contacts: ["address", "name"],
    decisions: ["outcome", "facts", "trace"],
    events: ["event", "patch", "effects", "digest"],
    idempotency_keys: ["answer"],
    inbox: ["from", "to", "text", "name", "data", "about"],
    messages: ["to", "subject", "text", "reason"],
    presses: ["answerAt"],
    repair_run_cases: ["mark"],
    repair_runs: ["reason"],
    sandbox_messages: ["from", "to", "subject", "text"],
    waiting_receipts: ["reason"],
    plugin_calls: ["end"],
    webhook_calls: ["end"],
  });
});
