import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { attachmentsOf } from "../engine/store/attachments.js";
import { caseDoc, openCasesOf } from "../engine/store/cases.js";
import { contactAt } from "../engine/store/contacts.js";
import { inboxRow } from "../engine/store/inbox.js";
import { type MessageDoc, messagesOf } from "../engine/store/messages.js";
import { isSealed, ownerOf, type Sealed } from "../engine/store/sealing/envelope.js";
import { people, until } from "./support/clinic.js";
import { type Desk, openDesk, type Reply } from "./support/desk.js";
import {
  eventOf,
  parsePost,
  SHORT_PICTURE,
  signer,
  type WrittenMail,
} from "./support/sendgrid-fake/mails.js";
import { type SendgridFake, startSendgridFake } from "./support/sendgrid-fake/server.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";

const API_KEY = "SG.made-up-key";
const keys = signer();

describe("a patient's e-mail", () => {
  let fake: SendgridFake;
  let desk: Desk;
  beforeAll(async () => {
    fake = await startSendgridFake(API_KEY);
    desk = await openDesk(
      { mongodbUri: testDatabaseUri("email"), temporalAddress: testTemporalAddress() },
      {
        env: {
          SENDGRID_API_KEY: API_KEY,
          SENDGRID_FROM: "Lakeside Clinic <desk@clinic.example>",
          SENDGRID_EVENT_PUBLIC_KEY: keys.publicKey,
          SENDGRID_BASE_URL: fake.url,
        },
      },
    );
  });
  beforeEach(() => {
    fake.rules();
  });
  afterAll(async () => {
    await desk.close();
    await fake.close();
  });

  const webhook = (
    subpath: string,
    body: Uint8Array,
    headers: Readonly<Record<string, string>>,
  ) => {
    const endpoint = desk.world.endpoints.find(({ name }) => name === "email");
    return desk.call("POST", `/webhooks/sendgrid/${endpoint?.id ?? ""}${subpath}`, {
      body,
      headers,
    });
  };
  const arrives = (mail: WrittenMail): Promise<Reply> => {
    const { body, contentType } = parsePost(mail);
    return webhook("", body, { "content-type": contentType });
  };
  const happens = (...events: readonly object[]): Promise<Reply> => {
    const body = Buffer.from(JSON.stringify(events));
    const signature = keys.headersFor(body, Date.now());
    return webhook("/receipts", body, { "content-type": "application/json", ...signature });
  };
  const contactOf = (address: string) => contactAt(desk.clinic.store, `email:${address}`);
  const caseOf = (address: string) =>
    until(`a case for ${address}`, async () => {
      const contact = await contactOf(address);
      const [found] = contact ? await openCasesOf(desk.clinic.store, contact._id) : [];
      return found?._id;
    });
  const mailTo = (address: string, words: string) =>
    until(`a mail that says ${words}`, () =>
      Promise.resolve(
        fake.accepted().find(({ to, text }) => to === address && text.includes(words)),
      ),
    );
  const messageOf = (id: string, fits: (message: MessageDoc) => boolean) =>
    until(`a message of ${id}`, async () => (await messagesOf(desk.clinic.store, id)).find(fits));
  const act = (caseId: string, action: string, input = {}) =>
    desk.clinic.cases.act({
      caseId,
      action,
      input,
      actor: people.medical,
      requestId: `${caseId}-${action}`,
      seenEntry: null,
    });

  test("becomes a ticket, is acknowledged and answered by e-mail, and the answer finds its ticket", async () => {
    const amina = "amina@example.org";
    const first = {
      messageId: "<CAF+0001@mail.example.org>",
      from: "Amina Otieno <Amina@example.org>",
      subject: "Back pain",
      text: "since this morning, it is strong",
    };
    expect((await arrives(first)).body).toEqual({ accepted: 1 });
    const id = await caseOf(amina);
    const received = await mailTo(amina, `your ticket is ${id}`);
    expect(received.subject).toMatch(new RegExp(`^\\[${id}\\] .+`));
    expect(received.headers).toMatchObject({
      "In-Reply-To": "<CAF+0001@mail.example.org>",
      References: `<${id}@clinic.example> <CAF+0001@mail.example.org>`,
    });
    expect((await arrives(first)).body).toEqual({ accepted: 0 });
    await until("routing", async () => {
      const doc = await caseDoc(desk.clinic.store, id);
      return doc?.stateId === "assigned" && doc.queue === "medical";
    });

    await act(id, "claim");
    await act(id, "ask", { text: "Does the pain reach your arm?" });
    const asked = await mailTo(amina, "Does the pain reach your arm?");
    const other = await desk.call("POST", "/api/cases", {
      token: desk.tokens.support,
      key: "second-ticket",
      body: { workflow: "ticket", data: { description: "A bill" }, contact: { email: amina } },
    });
    expect(other.status).toBe(201);
    await mailTo(amina, `your ticket is ${String(other.body["id"])}`);

    await arrives({
      messageId: "<CAF+0002@mail.example.org>",
      from: amina,
      subject: `Re: ${asked.subject}`,
      headers: [`In-Reply-To: ${asked.headers["Message-ID"] ?? ""}`],
      text: `No, only the back\n\nOn Monday the clinic wrote:\n> ${asked.text.replaceAll("\n", "\n> ")}`,
    });
    const answer = await messageOf(
      id,
      ({ direction, text }) => direction === "in" && /^No/.test(text),
    );
    expect(answer.text).toBe("No, only the back");
    await until("the ticket goes on", async () => {
      const doc = await caseDoc(desk.clinic.store, id);
      return doc?.stateId === "in_progress";
    });
    const [opening] = await messagesOf(desk.clinic.store, id);
    expect(opening?.text).toBe("Back pain\n\nsince this morning, it is strong");
  });

  test("is answered once, and what became of the answer is what SendGrid signs", async () => {
    const address = "juma@example.org";
    fake.rules({ to: address, times: 1, fault: { kind: "reset", at: "after_accept" } });
    await arrives({ messageId: "<j1@example.org>", from: address, subject: "Fever", text: "39" });
    const id = await caseOf(address);
    const lost = await messageOf(
      id,
      ({ state, template }) => template === "ticket-received" && state === "unknown",
    );
    const reference = fake.accepted().find(({ to }) => to === address)?.customArgs[
      "casewright_attempt"
    ];
    const delivered = eventOf("delivered", reference ?? "", { email: address });
    const body = Buffer.from(JSON.stringify([delivered]));
    const json = { "content-type": "application/json" };
    expect((await webhook("/receipts", body, json)).status).toBe(404);
    expect((await happens(delivered)).status).toBe(202);
    await messageOf(id, ({ _id, state }) => _id === lost._id && state === "delivered");
    await happens(eventOf("processed", reference ?? ""), eventOf("bounce", reference ?? ""));
    await messageOf(id, ({ _id, state }) => _id === lost._id && state === "delivered");
    const acknowledged = fake
      .accepted()
      .filter(({ to, text }) => to === address && text.includes(`your ticket is ${id}`));
    expect(acknowledged).toHaveLength(1);
  });

  test("that a machine wrote is kept and neither answered nor made a ticket", async () => {
    const from = "away@example.org";
    const messageId = "<away-1@example.org>";
    const headers = ["Auto-Submitted: auto-replied"];
    await arrives({ messageId, from, subject: "Away", text: "Until Friday", headers });
    await arrives({ messageId: "<after@example.org>", from: "zuri@example.org", text: "Hello" });
    const after = await caseOf("zuri@example.org");
    await mailTo("zuri@example.org", after);
    const kept = await inboxRow(desk.clinic.store, `email:${messageId.slice(1, -1)}`);
    expect(kept).toMatchObject({ state: "done", automatic: true, caseId: null });
    expect(await contactOf(from)).toBeNull();
    expect(fake.accepted().filter(({ to }) => to === from)).toEqual([]);
  });

  test("with a large attachment is taken, by its secret address only", async () => {
    const from = "photo@example.org";
    const { body, contentType } = parsePost({ from, text: "My rash", files: ["rash.jpg"] });
    const end = Buffer.from(body).lastIndexOf("\r\n--xYzZY--");
    const whole = Buffer.from(body);
    const photo = Buffer.alloc(5_000_000, 0xd8);
    const large = Buffer.concat([whole.subarray(0, end), photo, whole.subarray(end)]);
    const headers = { "content-type": contentType };
    const guessed = await desk.call("POST", "/webhooks/sendgrid/guess", { body: large, headers });
    expect(guessed.status).toBe(413);
    expect((await webhook("", large, headers)).body).toEqual({ accepted: 1 });
    const id = await caseOf(from);
    await messageOf(id, ({ text }) => text === "My rash");
    expect(await attachmentsOf(desk.clinic.store, id)).toMatchObject([
      { name: "rash.jpg", size: 5_000_000 + SHORT_PICTURE.length },
    ]);
  });

  test("keeps its pictures for those who see the ticket, sealed under its key, until it is erased", async () => {
    const from = "rash@example.org";
    const picture = Buffer.from([...SHORT_PICTURE, ...Buffer.from("zq-canary-picture")]);
    const mail = {
      messageId: "<rash@example.org>",
      from,
      text: "My back hurts, see the picture",
      files: [
        { name: "back pain (1).jpeg", bytes: picture },
        { name: "results.exe", bytes: picture },
      ],
    };
    await arrives(mail);
    expect((await arrives(mail)).body).toEqual({ accepted: 0 });
    const id = await caseOf(from);
    const { text } = await messageOf(id, ({ direction }) => direction === "in");
    expect(text).toBe(
      `${mail.text}\n\n(attachment not kept: results.exe, only pictures and PDF are)`,
    );
    const ask = (path: string, token: string) =>
      desk.call("GET", `/api/cases/${id}/${path}`, { token });
    const { body } = await ask("messages", desk.tokens.admin);
    const [message] = body["items"] as { attachments: { id: string; name: string }[] }[];
    expect(message?.attachments).toEqual([
      {
        id: expect.any(String) as string,
        name: "back pain (1).jpeg",
        type: "image/jpeg",
        size: picture.length,
      },
    ]);

    const path = `attachments/${message?.attachments[0]?.id ?? ""}`;
    const file = await fetch(`${desk.url}/api/cases/${id}/${path}`, {
      headers: { authorization: `Bearer ${desk.tokens.admin}` },
    });
    expect(Buffer.from(await file.arrayBuffer())).toEqual(picture);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": "attachment; filename*=UTF-8''back%20pain%20%281%29.jpeg",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    await until("routing", async () => {
      const doc = await caseDoc(desk.clinic.store, id);
      return doc?.queue === "medical";
    });
    const stranger = await desk.person(["support"]);
    expect((await ask(path, stranger.token)).status).toBe(404);

    const raw = desk.clinic.store.connection.collection("attachments");
    const [row] = await raw.find({ caseId: id }).toArray();
    expect([isSealed(row?.["name"]), isSealed(row?.["content"])]).toEqual([true, true]);
    expect(ownerOf(row?.["content"] as Sealed)).toBe(id);
    expect(row).toMatchObject({ goesAt: null });

    await desk.call("DELETE", `/tickets/${id}?reason=duplicate`, { token: desk.tokens.admin });
    await until("its erasure", async () => {
      const erased = await desk.call("POST", `/api/cases/${id}/erasure`, {
        token: desk.tokens.admin,
        body: { extent: "case", reason: "the patient asked for it" },
      });
      return erased.status < 300;
    });
    expect(await raw.countDocuments({ caseId: id })).toBe(0);
    expect((await ask(path, desk.tokens.admin)).status).toBe(410);
  });

  test("of many words leaves room for what is not kept of it", async () => {
    const from = "long@example.org";
    const files = Array.from({ length: 3 }, (_, n) => `${"x".repeat(90)}${String(n)}.exe`);
    await arrives({ messageId: "<long@example.org>", from, text: "My back ".repeat(900), files });
    const { text } = await messageOf(await caseOf(from), ({ direction }) => direction === "in");
    expect(text.length).toBe(4_000);
    expect(text).toContain("(the rest of this message was not kept)\n\n(attachment not kept: ");
    expect(text.match(/only pictures and PDF are\)/g)).toHaveLength(3);
  });

  test("that needed no ticket loses its pictures after a month", async () => {
    const from = "nothing@example.org";
    const files = ["logo.png"];
    await arrives({ messageId: "<nothing@example.org>", from, text: "STOP", files });
    const inbox = "email:nothing@example.org";
    await until("its end", async () => {
      const row = await inboxRow(desk.clinic.store, inbox);
      return row?.state === "done";
    });
    const raw = desk.clinic.store.connection.collection("attachments");
    const [row] = await raw.find({ message: inbox }).toArray();
    const days = (Number(row?.["goesAt"]) - Number(row?.["at"])) / 86_400_000;
    expect([row?.["caseId"], days]).toEqual([null, 30]);
    const indexes = await raw.indexes();
    expect(indexes).toContainEqual(
      expect.objectContaining({ key: { goesAt: 1 }, expireAfterSeconds: 0 }),
    );
  });

  test("of one word is a word to us: STOP ends all mail, and New begins a sentence", async () => {
    const from = "stop@example.org";
    await arrives({ messageId: "<s1@example.org>", from, subject: "New rash", text: "on my arm" });
    const id = await caseOf(from);
    const opening = await messageOf(id, ({ direction }) => direction === "in");
    expect(opening.text).toBe("New rash\n\non my arm");
    const { subject } = await mailTo(from, `your ticket is ${id}`);
    await arrives({ messageId: "<s2@example.org>", from, subject: `Re: ${subject}`, text: "STOP" });
    await mailTo(from, "You will get no more messages");
    await act(id, "claim");
    await messageOf(id, ({ state }) => state === "suppressed");
  });
});
