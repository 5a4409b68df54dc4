import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { caseCollection } from "../store/cases.js";
import { contactAt } from "../store/contacts.js";
import { inboxRow } from "../store/inbox.js";
import { makeLink } from "../store/links.js";
import { messageCollection } from "../store/messages.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("patients"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => desk.close());

const submission = (more: object = {}) => ({
  submissionId: randomUUID(),
  phone: "0700000030",
  description: "My invoice is wrong",
  name: "Chausiku",
  ...more,
});
const submit = (body: object, origin = desk.url) =>
  desk.call("POST", "/webhooks/form/ticket", { body, headers: { origin } });

/** Opens a link and answers the cookie of its session. */
async function session(token: string): Promise<string> {
  const opened = await desk.call("POST", "/api/public/track/open", { body: { token } });
  expect(opened.status).toBe(200);
  const cookie = opened.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  return cookie.split(";")[0] ?? "";
}

const tokenOf = (tracking: unknown) => String(tracking).split("#")[1] ?? "";

describe("the web form", () => {
  test("tells a patient what to fill in, without signing in", async () => {
    const { status, body } = await desk.call("GET", "/api/public/forms/ticket");
    expect(status).toBe(200);
    expect(body).toMatchObject({ endpoint: "ticket", languages: ["en", "sw"] });
    expect(Object.keys((body["form"] as { properties: object }).properties)).toEqual([
      "subject",
      "description",
    ]);
    expect((await desk.call("GET", "/api/public/forms/nothing")).status).toBe(404);
  });

  test("becomes one case however often it is sent, and a link that works once", async () => {
    const body = submission();
    const [first, second] = await Promise.all([submit(body), submit(body)]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body["case"]).toBe(second.body["case"]);
    const token = tokenOf(first.body["tracking"]);
    const cookie = await session(token);
    const again = await desk.call("POST", "/api/public/track/open", { body: { token } });
    expect(again.status).toBe(401);
    const tracked = await desk.call("GET", "/api/public/track", { headers: { cookie } });
    expect(tracked.body).toMatchObject({ case: first.body["case"], open: true });
    expect(tracked.text).toContain("My invoice is wrong");
  });

  test.each([
    [{ phone: "12" }, "/phone"],
    [{ phone: "" }, "/phone"],
    [{ description: "  " }, "/description"],
    [{ email: "nobody" }, "/email"],
    [{ submissionId: "1" }, "/submissionId"],
  ])("points to a wrong field: %o", async (more, pointer) => {
    const reply = await submit(submission(more));
    expect([reply.status, reply.body["errors"]]).toEqual([
      422,
      [expect.objectContaining({ pointer })],
    ]);
  });

  test("is answered by e-mail where no phone number is given", async () => {
    const reply = await submit(submission({ phone: "", email: "Chausiku@Example.org" }));
    expect(reply.status).toBe(201);
    const address = "email:chausiku@example.org";
    const letter = await until("the acknowledgement", async () => {
      const contact = await contactAt(desk.clinic.store, address);
      return desk.clinic.store
        .of(messageCollection)
        .findOne({ contact: contact?._id ?? "", template: "ticket-received" })
        .lean();
    });
    expect(letter).toMatchObject({ caseId: reply.body["case"], channel: "sendgrid" });
  });

  test("filled in by a program opens nothing and says nothing", async () => {
    const reply = await submit(submission({ website: "https://spam.example" }));
    expect([reply.status, reply.body]).toEqual([202, { case: null, tracking: null }]);
  });

  test("on a page of another site goes nowhere", async () => {
    expect((await submit(submission(), "https://elsewhere.example")).status).toBe(403);
  });
});

describe("a tracking session", () => {
  test("shows one case, never what staff wrote for each other, and takes an answer", async () => {
    const { body } = await submit(submission({ phone: "0700000031" }));
    const id = String(body["case"]);
    const cookie = await session(tokenOf(body["tracking"]));
    const note = await desk.call("POST", `/api/cases/${id}/actions/note`, {
      token: desk.tokens.admin,
      body: { input: { text: "difficult person" } },
    });
    expect(note.status).toBe(200);
    const answer = () =>
      desk.call("POST", "/api/public/track/messages", {
        body: { text: "It is number 12" },
        headers: { cookie, "idempotency-key": "the-same" },
      });
    expect((await answer()).status).toBe(202);
    expect((await answer()).status).toBe(202);
    const tracked = await until("the answer on the page", async () => {
      const page = await desk.call("GET", "/api/public/track", { headers: { cookie } });
      return page.text.includes("It is number 12") && page;
    });
    expect(tracked.text.split("It is number 12").length).toBe(2);
    expect(tracked.text).not.toContain("difficult person");
    expect(tracked.body["messages"]).toContainEqual(
      expect.objectContaining({ mine: true, text: "It is number 12" }),
    );
  });

  test("with several open cases, answers the one on the page", async () => {
    const phone = "0700000032";
    const first = await submit(submission({ phone }));
    const second = await submit(submission({ phone }));
    const cookie = await session(tokenOf(first.body["tracking"]));
    const written = await desk.call("POST", "/api/public/track/messages", {
      body: { text: "about the first" },
      headers: { cookie },
    });
    expect(written.status).toBe(202);
    await until("the answer on its case", async () => {
      const { text } = await desk.call("GET", `/api/cases/${String(first.body["case"])}/messages`, {
        token: desk.tokens.admin,
      });
      return text.includes("about the first");
    });
    const other = await desk.call("GET", `/api/cases/${String(second.body["case"])}/messages`, {
      token: desk.tokens.admin,
    });
    expect(other.text).not.toContain("about the first");
  });

  test("opens nothing else, and nothing opens it", async () => {
    const { body } = await submit(submission({ phone: "0700000033" }));
    const cookie = await session(tokenOf(body["tracking"]));
    for (const path of ["/api/cases", `/api/cases/${String(body["case"])}`, "/api/users"])
      expect((await desk.call("GET", path, { headers: { cookie } })).status).toBe(401);
    const forged = { cookie: "casewright_tracking=AAAAAAAAAAAAAAAAAAAAAA" };
    expect((await desk.call("GET", "/api/public/track", { headers: forged })).status).toBe(401);
    const staff = await desk.call("GET", "/api/public/track", { token: desk.tokens.admin });
    expect(staff.status).toBe(401);
  });

  test("comes again by a fresh link, sent to the case's own phone whoever asks", async () => {
    const { body } = await submit(submission({ phone: "0700000034" }));
    const id = String(body["case"]);
    await until("the case in the store", async () => {
      const { status } = await desk.call("GET", `/tickets/${id}`, { token: desk.tokens.admin });
      return status === 200;
    });
    const ask = (case_: string) =>
      desk.call("POST", "/api/public/track/link", { body: { case: case_ } });
    const [first, again, unknown] = [await ask(id), await ask(id.toLowerCase()), await ask("T-0")];
    for (const reply of [first, again, unknown])
      expect([reply.status, reply.text]).toEqual([202, '{"status":"asked"}']);
    const texts = await until("an SMS with the link", async () => {
      const sent = desk.clinic.provider.accepted().filter(({ to }) => to === "+254700000034");
      const links = sent.filter(({ text }) => text.includes("See it here, once"));
      return links.length > 0 && links.map(({ text }) => text);
    });
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain(id);
    const token = /track#([\w-]{22})/.exec(texts[0] ?? "")?.[1] ?? "";
    const cookie = await session(token);
    const page = await desk.call("GET", "/api/public/track", { headers: { cookie } });
    expect(page.body["case"]).toBe(id);
  });

  test("does not come of a link that is too old", async () => {
    const at = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    const token = await makeLink(desk.clinic.store, { caseId: "T-0000-0", at });
    const opened = await desk.call("POST", "/api/public/track/open", { body: { token } });
    expect(opened.status).toBe(401);
  });
});

describe("a provider's webhook", () => {
  const sms = (id: string, text: string) =>
    new URLSearchParams({
      date: "2026-11-21 10:00:00",
      from: "+254700000040",
      id,
      linkId: id,
      text,
      to: "22384",
      networkCode: "63902",
    }).toString();
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const post = (endpoint: string, body: string) =>
    desk.call("POST", `/webhooks/africastalking/${endpoint}`, { body, headers: form });

  test("is answered when the message is safe; the same again changes nothing", async () => {
    const secret = desk.world.endpoints.find(({ name }) => name === "sms")?.id ?? "";
    const id = randomUUID();
    expect((await post(secret, sms(id, "My invoice"))).body).toEqual({ accepted: 1 });
    expect(await inboxRow(desk.clinic.store, `sms:${id}`)).toMatchObject({ text: "My invoice" });
    expect((await post(`${secret}/`, sms(id, "My invoice"))).body).toEqual({ accepted: 0 });
    await until("one case", async () =>
      (await desk.clinic.store.of(caseCollection).find().lean()).some(
        ({ state }) => state.data["description"] === "My invoice",
      ),
    );
  });

  test("at a guessed address is not there, whatever was guessed", async () => {
    const guess = await post("A".repeat(43), sms("1", "x"));
    const other = await desk.call("POST", "/webhooks/nothing/here", { body: "x", headers: form });
    expect([guess.status, other.status]).toEqual([404, 404]);
    expect({ ...guess.body, request: "" }).toEqual({ ...other.body, request: "" });
  });

  test("that cannot be read is refused with the plugin's code", async () => {
    const secret = desk.world.endpoints.find(({ name }) => name === "sms")?.id ?? "";
    const reply = await post(secret, "nonsense");
    expect(reply.status).toBe(400);
    expect(reply.body["detail"]).toMatch(/^[a-z_]+$/);
    expect((await desk.call("GET", "/metrics")).text).toMatch(
      /casewright_webhook_requests_total\{channel="africastalking",outcome="unreadable"\} 1/,
    );
  });
});
