import { Client } from "@temporalio/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, type Person } from "../../tests/support/desk.js";
import { queuedMessage } from "../../tests/support/queued-message.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { verifyLogs } from "../log/verify.js";
import { dataConverterFor } from "../privacy/data-converter.js";
import type { AuditList } from "../protocol/audit.js";
import type { Store } from "../store/store.js";
import { contactAt } from "../store/contacts.js";
import { caseOutline } from "../store/erasure.js";
import { eventsOf } from "../store/events.js";
import { messageCollection, messagesOf } from "../store/messages.js";
import { openStore } from "../store/open-store.js";
import { hasTwin } from "../store/unsettled.js";

const NOTE = "zq-canary-note";
const NAME = "Quillabrax Wandersmythe";

let desk: Desk;
let admin: Person;
/** Another process, which has not read any key. */
let elsewhere: Store;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("erasure"),
    temporalAddress: testTemporalAddress(),
  });
  admin = await desk.person(["admin"]);
  const { mongodbUri = "", keys } = desk.clinic.config;
  elsewhere = await openStore(mongodbUri, { keys, alarm: () => undefined });
});
afterAll(async () => {
  await elsewhere.close();
  await desk.close();
});

const as = (method: string, path: string, body?: unknown) =>
  desk.call(method, path, { token: admin.token, ...(body === undefined ? {} : { body }) });
const erase = (id: string, extent: "case" | "person") =>
  as("POST", `/api/cases/${id}/erasure`, { extent, reason: `${NAME} asked for it` });

let phones = 0;
const newPhone = () => `+2547998877${String(10 + phones++)}`;

async function opened(phone: string): Promise<string> {
  const data = { description: NOTE, name: NAME };
  const contact = { phone, name: NAME };
  const { body } = await as("POST", "/api/cases", { workflow: "ticket", data, contact });
  const id = String(body["id"]);
  await until("routing", async () => (await eventsOf(desk.clinic.store, id, ALL)).length >= 2);
  return id;
}
const ALL = { after: 0, limit: 100 };

/** A ticket that is over: void, with its workflow at its end. */
async function closed(phone: string): Promise<string> {
  const id = await opened(phone);
  const { status } = await as("DELETE", `/tickets/${id}?reason=duplicate`);
  expect(status).toBe(200);
  await until("its end", async () => {
    const run = await desk.clinic.client.workflow.getHandle(id).describe();
    return run.status.name === "COMPLETED";
  });
  return id;
}

describe("erasing a case", () => {
  test("leaves nothing of it readable, here or in Temporal, and a log that still verifies", async () => {
    const id = await closed(newPhone());
    const before = await eventsOf(elsewhere, id, ALL);
    expect(JSON.stringify(before)).toContain(NOTE);
    elsewhere.keys.forget(id);
    const reply = await erase(id, "case");
    expect([reply.status, reply.body]).toEqual([200, { erased: [id] }]);
    await expect(eventsOf(elsewhere, id, ALL)).rejects.toMatchObject({ reason: "destroyed" });
    await expect(messagesOf(elsewhere, id)).rejects.toMatchObject({ reason: "destroyed" });
    const dataConverter = dataConverterFor({ store: elsewhere, ...desk.clinic.config.keys });
    const { connection } = desk.clinic;
    const run = new Client({ connection, dataConverter }).workflow.getHandle(id);
    await expect(run.result()).rejects.toThrow("has been destroyed");
    const { tampered, heads } = await verifyLogs(elsewhere, new Map());
    expect([tampered, heads.get(id)?.turn]).toEqual([[], before.length]);
  });

  test("is said wherever the case was, and breaks no list", async () => {
    const id = await closed(newPhone());
    const stays = await closed(newPhone());
    await erase(id, "case");
    for (const part of ["", "/events", "/messages", "/actions", "/clocks", "/journey"]) {
      const { status, body } = await as("GET", `/api/cases/${id}${part}`);
      expect([part, status, body["code"]]).toEqual([part, 410, "erased"]);
    }
    const document = await as("GET", `/tickets/${id}`);
    expect([document.status, document.body["code"]]).toEqual([410, "erased"]);
    const again = await erase(id, "case");
    expect([again.status, again.body["code"]]).toEqual([410, "erased"]);
    const { body } = await as("GET", "/api/cases?status=closed&limit=100");
    const ids = (body["items"] as readonly { id: string }[]).map((row) => row.id);
    expect([ids.includes(id), ids.includes(stays)]).toEqual([false, true]);
    const link = await desk.call("POST", "/api/public/track/link", { body: { case: id } });
    expect(link.status).toBe(202);
    const stranger = await desk.call("GET", `/api/cases/${id}`, { token: desk.tokens.nobody });
    expect(stranger.status).toBe(403);
  });

  test("lets nobody look into what became of its messages, which cannot be read any more", async () => {
    const phone = newPhone();
    const id = await closed(phone);
    const { store } = desk.clinic;
    const sent = (await messagesOf(store, id)).find(({ direction }) => direction === "out");
    const lookAt = new Date(Date.now() + 3_600_000);
    const message = { _id: sent?._id ?? "", caseId: id };
    await store.of(messageCollection).updateOne(message, { $set: { state: "unknown", lookAt } });
    await erase(id, "case");
    const inCase = await store
      .of(messageCollection)
      .find({ caseId: id }, { state: 1, lookAt: 1 })
      .lean();
    expect(inCase).toContainEqual({ _id: message._id, state: "unknown" });
    expect(await hasTwin(store, await queuedMessage(store, phone))).toBe(false);
  });

  test("is refused while it runs, and to those who may not, and changes nothing then", async () => {
    const id = await opened(newPhone());
    const refused = await erase(id, "case");
    expect([refused.status, refused.body["code"]]).toEqual([409, "case_open"]);
    const denied = await desk.call("POST", `/api/cases/${id}/erasure`, {
      token: desk.tokens.support,
      body: { extent: "case", reason: "x" },
    });
    expect(denied.status).toBe(403);
    const silent = await as("POST", `/api/cases/${id}/erasure`, { extent: "case", reason: " " });
    expect(silent.status).toBe(422);
    expect((await as("GET", `/api/cases/${id}`)).text).toContain(NOTE);
    const trail = await as("GET", `/api/audit?subject=${id}&what=erased`);
    expect(trail.body["items"]).toEqual([]);
  });

  test("waits for the last messages of a closed one, and says so", async () => {
    const { provider, client, store } = desk.clinic;
    const phone = newPhone();
    await provider.rules({ to: phone, fault: { kind: "throttle", retryAfter: "1" } });
    const id = await opened(phone);
    await as("DELETE", `/tickets/${id}?reason=duplicate`);
    await until("closing", async () => (await caseOutline(store, id))?.status === "closed");
    const refused = await erase(id, "person");
    const { code, detail } = refused.body;
    expect([refused.status, code, detail]).toEqual([
      409,
      "case_ending",
      `${id} is still busy with its last messages; try again in a moment`,
    ]);
    expect(refused.headers.get("retry-after")).toBe("2");
    await provider.rules();
    await until("its end", async () => {
      const { status } = await client.workflow.getHandle(id).describe();
      return status.name === "COMPLETED";
    });
    expect((await erase(id, "person")).status).toBe(200);
  });

  test("stands in the audit trail with who and why, for good", async () => {
    const id = await closed(newPhone());
    await erase(id, "case");
    const { body } = await as("GET", `/api/audit?subject=${id}&what=erased`);
    expect((body as unknown as AuditList).items).toMatchObject([
      { by: { id: admin.id }, subjects: [id], reason: `${NAME} asked for it`, kinds: ["case"] },
    ]);
  });
});

describe("erasing a person", () => {
  test("takes all their cases and the contact, once all are closed; who writes again is somebody new", async () => {
    const phone = newPhone();
    const [first, second, running] = [
      await closed(phone),
      await closed(phone),
      await opened(phone),
    ];
    const contact = await contactAt(desk.clinic.store, `sms:${phone}`);
    const refused = await erase(first, "person");
    expect([refused.status, refused.body["detail"]]).toEqual([409, `${running} is open`]);
    expect((await as("GET", `/api/cases/${second}`)).status).toBe(200);
    await as("DELETE", `/tickets/${running}?reason=duplicate`);
    const reply = await until("the erasure", async () => {
      const answer = await erase(first, "person");
      return answer.status === 200 && answer;
    });
    const erased = reply.body["erased"] as readonly string[];
    expect([...erased].sort()).toEqual([first, second, running, contact?._id ?? ""].sort());
    expect((await as("GET", `/api/cases/${second}`)).status).toBe(410);
    expect(await contactAt(elsewhere, `sms:${phone}`)).toBeNull();
    await desk.clinic.receive(phone, `It is me again about ${first}`);
    const now = await until("a new contact", () => contactAt(elsewhere, `sms:${phone}`));
    expect(now._id).not.toBe(contact?._id);
    await until("a new ticket", async () => {
      const { body } = await as("GET", "/api/cases?status=open&limit=100");
      const rows = body["items"] as readonly { id: string; title: string }[];
      return rows.find(({ id, title }) => title.includes("It is me again") && id !== first);
    });
  });
});
