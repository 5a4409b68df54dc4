import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { Outbound } from "../../engine/channels/contract.js";
import { type SmtpFault, startSmtpFake } from "../../tests/support/smtp-fake/server.js";
import { referenceOf } from "../reference.js";
import { smtpChannel } from "./index.js";
import { protection, type Settings } from "./settings.js";

const account = { username: "clinic", password: "password-of-this-test" };
const fake = await startSmtpFake(account);
afterEach(() => {
  fake.fault(undefined);
});
afterAll(() => fake.close());

const settings: Settings = {
  host: "127.0.0.1",
  port: fake.port,
  ...account,
  from: "Lakeside Clinic <desk@clinic.example>",
};
const message: Outbound = {
  attemptId: "T-4K7Q-9/3/0.1",
  messageId: "T-4K7Q-9/3/0",
  to: "amina@example.org",
  text: "Hello",
};

describe("a mail by SMTP", () => {
  it("stands in the conversation about its case", async () => {
    const thread = { id: "T-4K7Q-9", answers: "CAF+0001@mail.example.org" };
    await send({ subject: "[T-4K7Q-9] Kliniki ya Ziwa – Kisumu", thread });
    const { headers, to } = fake.accepted().at(-1) ?? {};
    expect(to).toBe("amina@example.org");
    expect(headers).toMatchObject({
      from: "Lakeside Clinic <desk@clinic.example>",
      "in-reply-to": "<CAF+0001@mail.example.org>",
      references: "<T-4K7Q-9@clinic.example> <CAF+0001@mail.example.org>",
    });
    expect(headers?.["subject"]).toMatch(/^=\?UTF-8\?[BQ]\?/);
  });

  it("has one Message-ID for all attempts of a message, and another for another message", async () => {
    await send({});
    await send({ attemptId: "T-4K7Q-9/3/0.2" });
    await send({ attemptId: "T-4K7Q-9/3/1.1", messageId: "T-4K7Q-9/3/1" });
    const ids = fake
      .accepted()
      .slice(-3)
      .map(({ headers }) => headers["message-id"]);
    const id = `<${referenceOf("T-4K7Q-9/3/0")}@clinic.example>`;
    expect(ids).toEqual([id, id, expect.not.stringMatching(id) as string]);
    expect(JSON.stringify(fake.accepted().at(-1)?.headers)).not.toContain("T-4K7Q-9/3");
  });

  it.each<[SmtpFault, string]>([
    [{ kind: "hang", at: "receiver" }, "unreachable"],
    [{ kind: "reset", at: "receiver" }, "unreachable"],
    [{ kind: "reply", at: "receiver", code: 450 }, "unreachable"],
    [{ kind: "reply", at: "receiver", code: 550 }, "rejected"],
    [{ kind: "reply", at: "credentials", code: 454 }, "unreachable"],
    [{ kind: "reply", at: "credentials", code: 535 }, "misconfigured"],
    [{ kind: "reply", at: "content", code: 451 }, "unreachable"],
    [{ kind: "reply", at: "content", code: 554 }, "rejected"],
    [{ kind: "hang", at: "after" }, "unknown"],
    [{ kind: "reset", at: "before" }, "unknown"],
  ])("that meets %j is %s", async (fault, status) => {
    fake.fault(fault);
    expect((await send({}, {}, fault.kind === "hang" ? 600 : 5_000)).status).toBe(status);
  });

  it("names its Message-ID when nobody knows whether it was taken", async () => {
    fake.fault({ kind: "reset", at: "after" });
    const taken = fake.accepted().length;
    expect(await send({})).toMatchObject({
      status: "unknown",
      providerId: referenceOf("T-4K7Q-9/3/0"),
    });
    expect(fake.accepted()).toHaveLength(taken + 1);
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

  it("cannot be made to carry headers or files by what it answers to", async () => {
    await send({ thread: { id: "T-4K7Q-9", answers: "a@b>\r\nBcc: <c@d" }, text: "Bcc: c@d\n\n." });
    const { headers, text, to } = fake.accepted().at(-1) ?? {};
    expect(headers).not.toHaveProperty("bcc");
    expect([to, text]).toEqual(["amina@example.org", "Bcc: c@d\n\n."]);
  });

  it("never crosses a network in clear", async () => {
    expect(protection(settings)).toEqual({ secure: false, requireTLS: false, ignoreTLS: true });
    expect(protection({ ...settings, host: "smtp.clinic.example" })).toMatchObject({
      requireTLS: true,
      ignoreTLS: false,
    });
    expect(protection({ ...settings, host: "smtp.clinic.example", port: 465 }).secure).toBe(true);
  });
});

function send(part: Partial<Outbound>, change: Partial<Settings> = {}, timeoutMs = 5_000) {
  return smtpChannel.send({ ...message, ...part }, { ...settings, ...change }, { timeoutMs });
}
