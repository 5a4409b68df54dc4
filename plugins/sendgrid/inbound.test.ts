import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { MessageIn, RawRequest } from "../../engine/channels/contract.js";
import {
  formPost,
  parsePost,
  type Posted,
  SHORT_PICTURE,
  type WrittenMail,
} from "../../tests/support/sendgrid-fake/mails.js";
import { readMail } from "./inbound.js";

const settings = {
  apiKey: "SG.made-up",
  from: "Lakeside Clinic <desk@clinic.example>",
  endpointSecret: "address-secret-of-this-test-000000000",
};

describe("a mail that Inbound Parse posts", () => {
  it("from Gmail, answering ours, is the answer alone and names its case", () => {
    expect(recorded("gmail-answer.json")).toEqual({
      kind: "message",
      providerId: "CAF+0001=abc@mail.example.org",
      from: "amina.otieno@example.org",
      to: "desk@clinic.example",
      name: "Amina Otieno",
      text: "No, only the chest.",
      about:
        "Re: [T-4K7Q-9] Lakeside Clinic\n<aaaa@clinic.example>\n<T-4K7Q-9@clinic.example> <aaaa@clinic.example>",
    });
  });

  it("with HTML alone becomes text in which nothing can happen", () => {
    expect(recorded("html-only.json")).toMatchObject({
      name: "Otieno, Juma",
      text: "Fever\n\nMy son has a fever of 39° C & a rash.\n\nWhat should I do?\nJuma\n\nAge 4",
    });
  });

  it.each(["out-of-office.json", "bounce.json"])("%s is known to come from a machine", (name) => {
    expect(recorded(name)).toMatchObject({ automatic: true });
  });

  it.each<[string, Partial<WrittenMail>]>([
    ["Auto-Submitted", { headers: ["Auto-Submitted: auto-generated"] }],
    ["Precedence: bulk", { headers: ["Precedence: bulk"] }],
    ["Precedence: auto_reply", { headers: ["precedence: AUTO_REPLY"] }],
    ["X-Autoreply", { headers: ["X-Autoreply: yes"] }],
    ["a mailing list", { headers: ["List-Id: News <news.example.org>"] }],
    ["an empty envelope", { envelope: { from: "", to: ["desk@clinic.example"] } }],
    ["an empty envelope in brackets", { envelope: { from: "<>", to: [] } }],
    ["mailer-daemon", { from: "MAILER-DAEMON@example.org" }],
    ["our own address", { from: "Desk <Desk@Clinic.example>" }],
  ])("with %s comes from a machine", (_, part) => {
    expect(read({ from: "a@example.org", text: "Away", ...part })).toMatchObject({
      automatic: true,
    });
  });

  it.each<[string, Partial<WrittenMail>]>([
    ["nothing special", {}],
    ["Auto-Submitted: no", { headers: ["Auto-Submitted: no"] }],
    ["no envelope", { envelope: null }],
    ["Precedence: first-class", { headers: ["Precedence: first-class"] }],
  ])("with %s comes from a person", (_, part) => {
    expect(read({ from: "a@example.org", text: "Hi", ...part })).not.toHaveProperty("automatic");
  });

  it.each([
    ["Fever", "My son is hot", "Fever\n\nMy son is hot"],
    ["Fever", "Fever since Monday", "Fever since Monday"],
    ["Fever", "", "Fever"],
    ["Re: [T-4K7Q-9] Clinic", "Thanks", "Thanks"],
    ["AW: RE: Clinic", "Thanks", "Thanks"],
    ["Report", "Thanks", "Report\n\nThanks"],
    ["STOP", "", "STOP"],
    ["Re: [T-4K7Q-9] Clinic", "STOP", "STOP"],
  ])("about %j saying %j is kept as %j", (subject, text, expected) => {
    expect(read({ from: "a@example.org", subject, text }).text).toBe(expected);
  });

  it("that passes on another keeps it", () => {
    const text = "See below\n\nFrom: Lab <lab@example.org>\nSubject: Result\n\nAll is well";
    expect(read({ from: "a@example.org", subject: "Fwd: Result", text }).text).toContain("is well");
  });

  it("brings its attachments along as they are, also when it says nothing", () => {
    const files = ["rash.jpg", "ri\u202epj.exe", ""];
    const kept = files.map((name) => ({ name, bytes: SHORT_PICTURE }));
    expect(read({ from: "a@example.org", text: "See", files })).toMatchObject({ files: kept });
    const silent = read({ from: "a@example.org", text: "", files: ["rash.jpg"] });
    expect(silent).toMatchObject({ text: "", files: kept.slice(0, 1) });
  });

  it.each<[string, string, number[]]>([
    ["iso-8859-1", "Señor", [0x53, 0x65, 0xf1, 0x6f, 0x72]],
    ["windows-1252", "5 €", [0x35, 0x20, 0x80]],
    ["us-ascii", "é", [0xc3, 0xa9]],
    ["no-such-set", "é", [0xe9]],
    ["utf-8", "a\ufffdb", [0x61, 0xff, 0x62]],
  ])("in %s is read", (charset, expected, bytes) => {
    const mail = { from: "a@example.org", text: "", textBytes: Uint8Array.from(bytes) };
    expect(read({ ...mail, charsets: { text: charset } }).text).toBe(expected);
  });

  it.each([
    ["Amina@Example.ORG", "amina@example.org", undefined],
    ["<amina@example.org>", "amina@example.org", undefined],
    ["Amina <amina@example.org>", "amina@example.org", "Amina"],
    ['"Otieno, \\"A\\"" <a.b+c@example.org>', "a.b+c@example.org", 'Otieno, "A"'],
    ["boss@bank.example <amina@example.org>", "amina@example.org", undefined],
  ])("from %s comes from %s", (written, from, name) => {
    const message = read({ from: written, text: "Hi" });
    expect([message.from, message.name]).toEqual([from, name]);
  });

  it("without a Message-ID is known again by its words", () => {
    const id = (text: string) => read({ from: "a@example.org", text }).providerId;
    expect(id("one")).toMatch(/^none-[0-9a-f]{64}$/);
    expect(id("one")).toBe(id("one"));
    expect(id("one")).not.toBe(id("two"));
  });

  it("with headers that take many lines is read once for each", () => {
    const headers = [
      "References: <T-4K7Q-9@clinic.example>",
      " <b@clinic.example>",
      "References: c",
    ];
    expect(read({ from: "a@example.org", text: "Hi", headers }).about).toBe(
      "<T-4K7Q-9@clinic.example> <b@clinic.example>",
    );
  });

  it("with a field twice is refused", () => {
    const { contentType, body } = parsePost({ from: "a@example.org", text: "one" });
    const again = formPost({ text: "two" }).body;
    const closed = Buffer.from(body).subarray(0, -"--xYzZY--\r\n".length);
    const request = requestOf({ contentType, body: Buffer.concat([closed, again]) });
    expect(() => readMail(request, settings)).toThrow("repeated_field");
  });
});

function recorded(name: string): MessageIn {
  const file = new URL(`testdata/${name}`, import.meta.url);
  return only(formPost(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>));
}

function read(mail: WrittenMail): MessageIn {
  return only(parsePost(mail));
}

function only(posted: Posted): MessageIn {
  const [item] = readMail(requestOf(posted), settings);
  if (item?.kind !== "message") throw new Error("no message");
  return item;
}

function requestOf({ contentType, body }: Posted): RawRequest {
  return {
    method: "POST",
    endpoint: settings.endpointSecret,
    subpath: "",
    query: {},
    headers: { "content-type": contentType },
    body,
    remoteAddress: "127.0.0.1",
  };
}
