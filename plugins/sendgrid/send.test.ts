import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { Outbound } from "../../engine/channels/contract.js";
import { startSendgridFake } from "../../tests/support/sendgrid-fake/server.js";
import { sendgridChannel } from "./index.js";
import { referenceOf } from "../reference.js";
import { apiUrl } from "./settings.js";

const fake = await startSendgridFake("SG.made-up-key");
afterEach(() => {
  fake.rules();
});
afterAll(() => fake.close());

const settings = {
  apiKey: "SG.made-up-key",
  from: "Lakeside Clinic <desk@clinic.example>",
  endpointSecret: "address-secret-of-this-test-000000000",
};
const message: Outbound = { attemptId: "m-1.1", to: "amina@example.org", text: "Hello" };

describe("a mail of ours", () => {
  it("stands in the conversation about its case", async () => {
    const answers = "CAF+0001@mail.example.org";
    const taken = await sent({
      subject: "[T-4K7Q-9] Lakeside",
      thread: { id: "T-4K7Q-9", answers },
    });
    expect(taken).toMatchObject({ subject: "[T-4K7Q-9] Lakeside", from: "desk@clinic.example" });
    expect(taken?.headers).toMatchObject({
      "In-Reply-To": "<CAF+0001@mail.example.org>",
      References: "<T-4K7Q-9@clinic.example> <CAF+0001@mail.example.org>",
      "Message-ID": `<${referenceOf("m-1.1")}@clinic.example>`,
    });
  });

  it.each([undefined, "none-0001", "a@b>\r\nBcc: <c@d"])(
    "that answers %j begins the conversation with the case",
    async (answers) => {
      const thread = { id: "T-4K7Q-9", ...(answers === undefined ? {} : { answers }) };
      const taken = await sent({ thread });
      expect(taken?.headers["References"]).toBe("<T-4K7Q-9@clinic.example>");
    },
  );

  it("carries a reference that tells nothing, and asks for no tracking", async () => {
    const taken = await sent({ attemptId: "email:private@mail.example.org:answer.1" });
    expect(taken?.customArgs["casewright_attempt"]).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(JSON.stringify(taken?.body)).not.toContain("private");
    expect(taken?.body["tracking_settings"]).toEqual({
      click_tracking: { enable: false, enable_text: false },
      open_tracking: { enable: false },
      subscription_tracking: { enable: false },
    });
  });

  it("keeps its own headers out of the request", async () => {
    await sent({ thread: { id: "T-4K7Q-9" } });
    expect(fake.lastHeaders()).not.toHaveProperty("references");
    expect(fake.lastHeaders()["authorization"]).toBe("Bearer SG.made-up-key");
  });

  it("has the name of the clinic as its subject when it has none", async () => {
    expect((await sent({}))?.subject).toBe("Lakeside Clinic");
  });

  it.each<Partial<Outbound>>([
    { to: "Amina <amina@example.org>" },
    { to: "amina" },
    { subject: "a\r\nBcc: b@example.org" },
    { subject: "a\u0000" },
  ])("with %j is refused before anything is sent", async (part) => {
    const before = fake.accepted().length;
    expect((await send(part)).status).toBe("rejected");
    expect(fake.accepted()).toHaveLength(before);
  });
});

describe("the address that receives the key", () => {
  it("is the provider's unless deployment says otherwise", () => {
    expect(apiUrl(settings)).toBe("https://api.sendgrid.com");
    const baseUrl = "https://api.eu.sendgrid.com/";
    expect(apiUrl({ ...settings, baseUrl })).toBe("https://api.eu.sendgrid.com");
  });

  it("is encrypted outside this machine", async () => {
    expect(apiUrl({ ...settings, baseUrl: "http://mail.example" })).toBeUndefined();
    const outcome = await send({}, "http://mail.example");
    expect(outcome).toEqual({ status: "misconfigured", why: "base_url_needs_https" });
  });
});

function send(part: Partial<Outbound>, baseUrl = fake.url) {
  return sendgridChannel.send(
    { ...message, ...part },
    { ...settings, baseUrl },
    { timeoutMs: 5_000 },
  );
}

async function sent(part: Partial<Outbound>) {
  expect(await send(part)).toMatchObject({ status: "accepted" });
  return fake.accepted().at(-1);
}
