import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { inboxCollection } from "../store/inbox.js";
import { messageCollection } from "../store/messages.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("sandbox"), temporalAddress: testTemporalAddress() },
    { worker: "none", sms: "sandbox" },
  );
});
afterAll(() => desk.close());

const PHONE = "+254700000060";
const ADDRESS = "amina@example.org";
const mails = `/api/sandbox/mailboxes/${encodeURIComponent(ADDRESS)}/mails`;
const messages = `/api/sandbox/phones/${encodeURIComponent(PHONE)}/messages`;

test("an SMS written on a simulated phone comes in through our own webhook, in the provider's format", async () => {
  const text = 'Nina maumivu & "homa" — +1';
  const sent = await desk.call("POST", messages, { token: desk.tokens.admin, body: { text } });
  expect([sent.status, sent.body["from"], sent.body["to"]]).toEqual([201, PHONE, "22384"]);
  const row = await desk.clinic.store.of(inboxCollection).findOne({ endpoint: "sms" }).lean();
  expect(row).toMatchObject({
    from: PHONE,
    text,
    endpoint: "sms",
    _id: `sms:${String(sent.body["id"])}`,
  });
  const phones = await desk.call("GET", "/api/sandbox/phones", { token: desk.tokens.admin });
  expect(phones.body["items"]).toEqual([PHONE]);
});

test("a phone and a mailbox write to every address that the release names, and to no other", async () => {
  const { admin } = desk.tokens;
  const { body } = await desk.call("GET", "/api/sandbox/phones", { token: admin });
  expect(body["addresses"]).toEqual([
    { address: "22384", opens: "Ticket", data: {} },
    { address: "22911", opens: "Ticket", data: { category: "patient_safety" } },
  ]);
  const boxes = await desk.call("GET", "/api/sandbox/mailboxes", { token: admin });
  expect(boxes.body["addresses"]).toMatchObject([
    { address: "desk@clinic.example", data: {} },
    { address: "emergency@clinic.example", data: { category: "patient_safety" } },
  ]);
  const sms = { text: "Come please", to: "22911" };
  const sent = await desk.call("POST", messages, { token: admin, body: sms });
  expect([sent.status, sent.body["to"]]).toEqual([201, "22911"]);
  const inbox = desk.clinic.store.of(inboxCollection);
  const row = await inbox.findOne({ _id: `sms:${String(sent.body["id"])}` }).lean();
  expect(row?.to).toEqual(["22911"]);
  const before = await inbox.countDocuments({});
  for (const [path, to] of [
    [messages, "22912"],
    [messages, "emergency@clinic.example"],
    [mails, "22911"],
  ] as const) {
    const asked = path === mails ? { subject: "", text: "x", to } : { text: "x", to };
    const refused = await desk.call("POST", path, { token: admin, body: asked });
    expect([refused.status, refused.body["errors"]]).toMatchObject([422, [{ pointer: "/to" }]]);
  }
  expect(await inbox.countDocuments({})).toBe(before);
});

test("what we send to the provider's address lands on the phone and is reported as delivered", async () => {
  const endpoint = desk.world.endpoints.find(({ sandbox }) => sandbox);
  if (!endpoint) throw new Error("no sandbox");
  const outcome = await endpoint.plugin.send(
    { attemptId: "m.1", to: PHONE, text: "Your ticket is T-0000-0" },
    endpoint.settings,
    { timeoutMs: 5_000 },
  );
  expect(outcome.status).toBe("accepted");
  const providerId = outcome.status === "accepted" ? outcome.providerId : "";
  await desk.clinic.store.connection
    .collection<{ _id: string; endpoint: string }>(messageCollection.name)
    .insertOne({ _id: "m", endpoint: "sms", ...{ providerId, state: "accepted" } });
  const shown = await desk.call("GET", messages, { token: desk.tokens.admin });
  expect(shown.body["items"]).toContainEqual(
    expect.objectContaining({ to: PHONE, text: "Your ticket is T-0000-0" }),
  );
  await until("the delivery report", async () => {
    const message = await desk.clinic.store.of(messageCollection).findById("m").lean();
    const waiting = await desk.clinic.store.connection
      .collection("waiting_receipts")
      .countDocuments({ providerId });
    return message?.state === "delivered" || waiting > 0;
  });
});

test("a mail written in a simulated mailbox comes in through our own webhook, in the provider's format", async () => {
  const body = { subject: "Maumivu", text: "Nina maumivu & “homa”" };
  const sent = await desk.call("POST", mails, { token: desk.tokens.admin, body });
  expect([sent.status, sent.body["from"]]).toEqual([201, ADDRESS]);
  const row = await desk.clinic.store.of(inboxCollection).findOne({ endpoint: "email" }).lean();
  expect(row).toMatchObject({
    from: ADDRESS,
    text: "Maumivu\n\nNina maumivu & “homa”",
    endpoint: "email",
  });
  const mailboxes = await desk.call("GET", "/api/sandbox/mailboxes", { token: desk.tokens.admin });
  expect(mailboxes.body["items"]).toEqual([ADDRESS]);
});

test("what we mail to the provider's address lands in the mailbox and is reported as delivered", async () => {
  const endpoint = desk.world.endpoints.find(({ name }) => name === "email");
  if (!endpoint) throw new Error("no sandbox");
  const outcome = await endpoint.plugin.send(
    { attemptId: "l.1", to: ADDRESS, subject: "[T-0000-0] Clinic", text: "Your ticket" },
    endpoint.settings,
    { timeoutMs: 5_000 },
  );
  expect(outcome.status).toBe("accepted");
  const providerId = outcome.status === "accepted" ? outcome.providerId : "";
  await until("the delivery event", () =>
    desk.clinic.store.connection
      .collection("waiting_receipts")
      .countDocuments({ providerId, state: "delivered" }),
  );
  const shown = await desk.call("GET", mails, { token: desk.tokens.admin });
  expect(shown.body["items"]).toContainEqual(
    expect.objectContaining({ to: ADDRESS, subject: "[T-0000-0] Clinic", text: "Your ticket" }),
  );
});

test("the provider we play wants its key, and the simulator its permission", async () => {
  const wrong = await desk.call("POST", "/sandbox/africastalking/version1/messaging", {
    body: "username=sandbox&to=%2B254700000060&message=x",
    headers: { "content-type": "application/x-www-form-urlencoded", apikey: "guess" },
  });
  expect(wrong.status).toBe(401);
  const mail = await desk.call("POST", "/sandbox/sendgrid/v3/mail/send", {
    body: {},
    headers: { authorization: "Bearer guess" },
  });
  expect(mail.status).toBe(404);
  const { status } = await desk.call("GET", "/api/sandbox/phones", { token: desk.tokens.support });
  expect(status).toBe(403);
});
