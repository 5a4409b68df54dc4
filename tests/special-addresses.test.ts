import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OpeningMessages } from "../engine/definition/opened-by.js";
import type { ReleaseBody } from "../engine/definition/release.js";
import type { Alert } from "../engine/protocol/alert.js";
import { type CaseDoc, openCasesOf } from "../engine/store/cases.js";
import { contactAt } from "../engine/store/contacts.js";
import { inboxRow } from "../engine/store/inbox.js";
import { messagesOf } from "../engine/store/messages.js";
import { people, until } from "./support/clinic.js";
import { type Desk, openDesk } from "./support/desk.js";
import { parsePost, type WrittenMail } from "./support/sendgrid-fake/mails.js";
import { type SendgridFake, startSendgridFake } from "./support/sendgrid-fake/server.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";
import { act } from "./support/stage.js";

const API_KEY = "SG.made-up-key";
const HOTLINE = "22911";
const WAYS: OpeningMessages[] = [
  { to: HOTLINE, data: { category: "patient_safety" } },
  { to: "emergency@clinic.example", data: { category: "patient_safety" } },
  { endpoint: "email", to: "bills@clinic.example", data: { category: "billing" } },
];

describe("what comes to a special address", () => {
  let mails: SendgridFake;
  let desk: Desk;
  beforeAll(async () => {
    mails = await startSendgridFake(API_KEY);
    desk = await openDesk(
      { mongodbUri: testDatabaseUri("addresses"), temporalAddress: testTemporalAddress() },
      {
        release: withWays,
        env: {
          SENDGRID_API_KEY: API_KEY,
          SENDGRID_FROM: "Lakeside Clinic <desk@clinic.example>",
          SENDGRID_BASE_URL: mails.url,
        },
      },
    );
  });
  afterAll(async () => {
    await desk.close();
    await mails.close();
  });

  const post = (plugin: string, body: Uint8Array, contentType: string) => {
    const endpoint = desk.world.endpoints.find((one) => one.plugin.manifest.id === plugin);
    const headers = { "content-type": contentType };
    return desk.call("POST", `/webhooks/${plugin}/${endpoint?.id ?? ""}`, { body, headers });
  };
  /** An SMS as Africa's Talking posts it. @returns its key in the inbox */
  const sms = async (from: string, to: string, text: string) => {
    const id = crypto.randomUUID();
    const body = Buffer.from(new URLSearchParams({ id, from, to, text }).toString());
    const taken = await post("africastalking", body, "application/x-www-form-urlencoded");
    expect(taken.status).toBe(202);
    return `sms:${id}`;
  };
  const mail = async (written: WrittenMail) => {
    const { body, contentType } = parsePost(written);
    expect((await post("sendgrid", body, contentType)).body).toEqual({ accepted: 1 });
  };
  const openOf = async (address: string) => {
    const contact = await contactAt(desk.clinic.store, address);
    return contact ? openCasesOf(desk.clinic.store, contact._id) : [];
  };
  /** The open cases of somebody, oldest first, once the last of them is routed. */
  const casesOf = (address: string, count: number) =>
    until(`${String(count)} routed cases of ${address}`, async () => {
      const open = await openOf(address);
      return open.length === count && open.every(({ stateId }) => stateId !== "new") ? open : null;
    });
  const said = (id: string, text: string) =>
    until(`${text} on ${id}`, async () =>
      (await messagesOf(desk.clinic.store, id)).some((message) => message.text === text),
    );
  const what = ({ stateId, priority, queue, state }: CaseDoc) => ({
    ...{ state: stateId, priority, queue, category: state.data["category"] },
  });
  const emergency = {
    ...{ state: "emergency", priority: "Emergency", queue: "medical", category: "patient_safety" },
  };
  const alerts = async () => {
    const { body } = await desk.call("GET", "/api/alerts", { token: desk.tokens.admin });
    return (body as { items: Alert[] }).items;
  };

  test("is an emergency whatever it says: it overtakes the inbox, and its team is alerted", async () => {
    const [calm, caller] = ["+254700000920", "+254700000921"];
    const inDesk = await sms(calm, "22384", "Please call me");
    const inHotline = await sms(caller, HOTLINE, "Please call me");
    expect(await inboxRow(desk.clinic.store, inDesk)).not.toHaveProperty("urgent");
    expect(await inboxRow(desk.clinic.store, inHotline)).toMatchObject({ urgent: true });
    const [ordinary] = await casesOf(`sms:${calm}`, 1);
    expect(ordinary?.priority).not.toBe("Emergency");
    const [called] = await casesOf(`sms:${caller}`, 1);
    expect(called && what(called)).toEqual(emergency);
    await until("the alert", async () =>
      (await alerts()).some((alert) => alert.case === called?._id && alert.level === "emergency"),
    );
  });

  test("is a case of its own beside others that are open, and takes what follows within half an hour", async () => {
    const caller = "+254700000922";
    await sms(caller, "22384", "My bill is wrong");
    const [bill] = await casesOf(`sms:${caller}`, 1);
    await sms(caller, HOTLINE, "Come please");
    const [, called] = await casesOf(`sms:${caller}`, 2);
    expect(called && what(called)).toEqual(emergency);
    await sms(caller, HOTLINE, `Second floor, not about ${bill?._id ?? ""}`);
    await said(called?._id ?? "", `Second floor, not about ${bill?._id ?? ""}`);
    expect(await openOf(`sms:${caller}`)).toHaveLength(2);
  });

  test("is an emergency again when the first is over", async () => {
    const caller = "+254700000923";
    await sms(caller, HOTLINE, "Come please");
    const [first] = await casesOf(`sms:${caller}`, 1);
    const id = first?._id ?? "";
    await act(desk.clinic, id, "resolve_emergency", { resolution: "Seen" }, people.medical);
    await act(desk.clinic, id, "learn", { text: "Nothing" }, people.medical);
    await act(desk.clinic, id, "close", {}, people.medical);
    await until("the first to be over", async () => (await openOf(`sms:${caller}`)).length === 0);
    await sms(caller, HOTLINE, "Once more please");
    const [second] = await casesOf(`sms:${caller}`, 1);
    expect(second && what(second)).toEqual(emergency);
  });

  test("is so for a mail that was written to the desk as well", async () => {
    await mail({
      ...{ from: "zawadi@example.org", subject: "Hello", text: "Please come" },
      envelope: {
        from: "zawadi@example.org",
        to: ["desk@clinic.example", "Emergency@clinic.example"],
      },
    });
    const [called] = await casesOf("email:zawadi@example.org", 1);
    expect(called && what(called)).toEqual(emergency);
  });

  test("is of its category, and goes where it is about something else only when it says so", async () => {
    const from = "baraka@example.org";
    const bills = { from, to: ["bills@clinic.example"] };
    const first = { from, envelope: { from, to: ["desk@clinic.example"] } };
    await mail({ ...first, subject: "Password", text: "I cannot log in" });
    const [login] = await casesOf(`email:${from}`, 1);
    await mail({ from, envelope: bills, subject: "Hello", text: "A question" });
    const [, bill] = await casesOf(`email:${from}`, 2);
    expect(bill && what(bill)).toMatchObject({ queue: "billing", category: "billing" });
    await mail({ from, envelope: bills, subject: "And", text: "One more question" });
    await said(bill?._id ?? "", "And\n\nOne more question");
    const id = login?._id ?? "";
    await mail({ from, envelope: bills, subject: `Re: [${id}]`, text: "It works again" });
    await said(id, "It works again");
    expect(await openOf(`email:${from}`)).toHaveLength(2);
  });
});

/** The shipped release, in which these addresses lead to tickets. */
function withWays(body: ReleaseBody): ReleaseBody {
  const workflows = body.workflows.map((flow) =>
    flow.id === "ticket" ? { ...flow, openedBy: WAYS } : flow,
  );
  return { ...body, workflows };
}
