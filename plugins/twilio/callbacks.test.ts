import { describe, expect, it } from "vitest";
import type { RawRequest } from "../../engine/channels/contract.js";
import {
  type Fields,
  inboundFields,
  statusFields,
} from "../../tests/support/twilio-fake/callbacks.js";
import { readCallback } from "./callbacks.js";

const SID = "SM00000000000000000000000000000001";
const fields = inboundFields({ sid: SID, from: "+254700000001", to: "+15005550006", text: "Homa" });

const settings = {
  accountSid: "AC00000000000000000000000000000001",
  authToken: "token-of-the-test",
  from: "+15005550006",
  endpointSecret: "address-secret-of-the-test-000000000",
  publicUrl: "https://desk.clinic.example",
};

describe("a callback of Twilio", () => {
  it("with a message is read as documented", () => {
    expect(read("", fields)).toEqual([
      { kind: "message", providerId: SID, from: "+254700000001", to: "+15005550006", text: "Homa" },
    ]);
  });

  it.each([
    ["Homa", "2", "Homa\n(attachments not kept: 2)"],
    ["", "1", "(attachments not kept: 1)"],
  ])("with files says so, %j and %s", (Body, NumMedia, text) => {
    const media = Object.fromEntries(
      Array.from({ length: 10 }, (_, n) => [`MediaUrl${String(n)}`, "https://api.twilio.com/x"]),
    );
    const types = Object.fromEntries(
      Array.from({ length: 10 }, (_, n) => [`MediaContentType${String(n)}`, "image/jpeg"]),
    );
    expect(read("", { ...fields, Body, NumMedia, ...media, ...types })).toMatchObject([{ text }]);
  });

  it("awaits the files that are this account's own at Twilio, and no others", () => {
    const own = `https://api.twilio.com/2010-04-01/Accounts/${settings.accountSid}`;
    const file = `${own}/Messages/${SID}/Media/ME00000000000000000000000000000001`;
    const other = file.replace(settings.accountSid, `AC${"f".repeat(32)}`);
    const urls = [
      file,
      other,
      file.replace("api.twilio.com", "api.twilio.com.evil.example"),
      file.replace("https://", "https://me@"),
      file.replace("https:", "http:"),
      `${file}/../../../../Messages.json`,
      `${file}?redirect=https://evil.example`,
      "https://evil.example/x.jpg",
    ];
    const media = Object.fromEntries(urls.map((url, n) => [`MediaUrl${String(n)}`, url]));
    expect(read("", { ...fields, Body: "", NumMedia: "8", ...media })).toMatchObject([
      { text: "(attachments not kept: 7)", awaits: [{ name: "file 1", source: file }] },
    ]);
    expect(read("", { ...fields, Body: "", NumMedia: "1", ...media })).toMatchObject([
      { text: "", awaits: [{ source: file }] },
    ]);
  });

  it.each([
    ["queued", "accepted"],
    ["sending", "accepted"],
    ["sent", "sent"],
    ["delivered", "delivered"],
    ["read", "delivered"],
    ["undelivered", "failed"],
    ["failed", "failed"],
    ["canceled", "failed"],
  ])("with the status %s means %s", (status, state) => {
    const [receipt] = read("receipts", statusFields(SID, status), { attempt: "reference-1" });
    expect(receipt).toMatchObject({ kind: "receipt", providerId: "reference-1", state });
  });

  it("with a failure has their code as its reason", () => {
    const failed = statusFields(SID, "undelivered", { ErrorCode: "30003" });
    expect(read("receipts", failed, { attempt: "r" })).toMatchObject([
      { reason: "undelivered: 30003" },
    ]);
  });

  it("ignores fields that they may add later", () => {
    expect(read("", { ...fields, NewField: "x", __proto__x: "y" })).toHaveLength(1);
  });
});

function read(subpath: string, given: Fields, query: Fields = {}) {
  const request: RawRequest = {
    method: "POST",
    endpoint: "",
    subpath,
    query,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: Buffer.from(new URLSearchParams(given).toString()),
    remoteAddress: "127.0.0.1",
  };
  return readCallback(request, settings);
}
