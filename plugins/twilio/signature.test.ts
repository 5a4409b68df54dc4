import { describe, expect, it } from "vitest";
import type { RawRequest } from "../../engine/channels/contract.js";
import {
  type Fields,
  inboundFields,
  signedForm,
  statusFields,
} from "../../tests/support/twilio-fake/callbacks.js";
import { twilioChannel } from "./index.js";
import { sign } from "./signature.js";

const SECRET = "address-secret-of-this-test-000000000";
const TOKEN = "token-of-a-clinic-0001";
const SITE = "https://desk.clinic.example";
const INBOUND = `${SITE}/webhooks/twilio/${SECRET}`;
const RECEIPTS = `${INBOUND}/receipts?attempt=reference-1`;

const settings = {
  accountSid: "AC00000000000000000000000000000001",
  authToken: TOKEN,
  from: "+15005550006",
  endpointSecret: SECRET,
  publicUrl: SITE,
};
const fields = inboundFields({
  sid: "SM00000000000000000000000000000001",
  from: "+254700000001",
  to: "+15005550006",
  text: "Habari & karibu = 100% + 1 😀",
});

describe("a request that Twilio signed", () => {
  it("is signed as in Twilio's own example", () => {
    // The example in the tests of their libraries, such as twilio-python, tests/unit/test_request_validator.py
    const form = new Map([
      ["CallSid", "CA1234567890ABCDE"],
      ["Caller", "+14158675309"],
      ["Digits", "1234"],
      ["From", "+14158675309"],
      ["To", "+18005551212"],
    ]);
    const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    expect(sign(url, form, "12345")).toBe("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
  });

  it.each<[string, RawRequest]>([
    ["a message", request(INBOUND)],
    ["a message signed with the default port", request(INBOUND.replace("example", "example:443"))],
    [
      "fields in another order, because they are signed by name",
      request(INBOUND, { body: reversed(fields) }),
    ],
    ["a blank written as %20", request(INBOUND, { body: body(fields).replaceAll("+", "%20") })],
    [
      "Host and X-Forwarded headers of a proxy",
      request(INBOUND, { headers: { host: "10.0.0.7:8080", "x-forwarded-proto": "http" } }),
    ],
    ["a receipt with the attempt in its address", receipt(RECEIPTS)],
  ])("passes: %s", (_, incoming) => {
    expect(twilioChannel.verify(incoming, settings, 0)).toEqual({ ok: true });
  });

  it("passes on an address with a port of its own, signed with it or without", () => {
    const there = { ...settings, publicUrl: "https://desk.clinic.example:8443" };
    for (const site of [there.publicUrl, SITE]) {
      const incoming = request(`${site}/webhooks/twilio/${SECRET}`);
      expect(twilioChannel.verify(incoming, there, 0)).toEqual({ ok: true });
    }
  });
});

describe("a request that Twilio did not sign, or not for us", () => {
  const genuine = request(INBOUND);
  const signature = genuine.headers["x-twilio-signature"] ?? "";

  it.each<[string, RawRequest]>([
    ["without a signature", without("x-twilio-signature", genuine)],
    ["with an empty signature", signedBy("", genuine)],
    ["with a signature cut short", signedBy(signature.slice(0, -2), genuine)],
    ["with a signature and more", signedBy(`${signature}A`, genuine)],
    ["with two signatures", signedBy(`${signature}, ${signature}`, genuine)],
    ["with the signature in other letters", signedBy(signature.toLowerCase(), genuine)],
    [
      "with the signature in hexadecimal",
      signedBy(Buffer.from(signature, "base64").toString("hex"), genuine),
    ],
    [
      "signed with the token of another account",
      request(INBOUND, { token: "token-of-another-01" }),
    ],
    ["signed with no token", request(INBOUND, { token: "" })],
    ["signed with the account's id", request(INBOUND, { token: settings.accountSid })],
    ["with a field changed", altered("%2B254700000001", "%2B254700000002")],
    ["with a field added", appended("&OptOutType=STOP")],
    ["with an empty field added", appended("&Extra=")],
    ["with a field left out", altered("&NumMedia=0", "")],
    ["with a field twice", appended("&From=%2B254700000002")],
    ["with the same field and value twice", appended("&NumMedia=0")],
    ["with a list as field", altered("NumMedia=0", "NumMedia[]=0")],
    ["with a blank behind a value", altered("US&", "US+&")],
    ["with a value in other letters", altered("=US&", "=us&")],
    ["with bytes that are no text", appended("&x=%ff")],
    ["with an empty body", { ...genuine, body: new Uint8Array() }],
    [
      "as JSON",
      { ...genuine, headers: { ...genuine.headers, "content-type": "application/json" } },
    ],
    ["signed for http", request(INBOUND.replace("https:", "http:"))],
    ["signed for another port", request(INBOUND.replace("example", "example:8443"))],
    ["signed for another host", request(INBOUND.replace("desk", "evil"))],
    [
      "signed for another host that the request names as ours",
      request(INBOUND.replace("desk", "evil"), {
        headers: { host: "evil.clinic.example", "x-forwarded-host": "evil.clinic.example" },
      }),
    ],
    ["signed for a path with a slash behind it", request(`${INBOUND}/`)],
    ["signed for the address of receipts", request(RECEIPTS)],
    ["signed for another query", request(`${INBOUND}?attempt=reference-1`)],
    ["with a query that is not signed", { ...genuine, query: { attempt: "reference-1" } }],
    ["with a query that is none of ours", { ...request(`${INBOUND}?a=1`), query: { a: "1" } }],
    ["for another attempt", { ...receipt(RECEIPTS), query: { attempt: "reference-2" } }],
    ["for two attempts", { ...receipt(RECEIPTS), query: { attempt: "reference-1", b: "1" } }],
    ["at another address below the endpoint", { ...genuine, subpath: "calls" }],
    ["at the address of another endpoint", { ...genuine, endpoint: `${SECRET}x` }],
    ["by GET", { ...genuine, method: "GET" }],
  ])("is refused: %s", (_, incoming) => {
    expect(twilioChannel.verify(incoming, settings, 0).ok).toBe(false);
  });

  function altered(from: string, to: string): RawRequest {
    const text = Buffer.from(genuine.body).toString("utf8");
    expect(text).toContain(from);
    return { ...genuine, body: Buffer.from(text.replace(from, to)) };
  }

  function appended(more: string): RawRequest {
    return { ...genuine, body: Buffer.concat([genuine.body, Buffer.from(more)]) };
  }
});

type Change = {
  readonly token?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

function request(url: string, { token = TOKEN, body, headers = {} }: Change = {}): RawRequest {
  const form = signedForm(url, fields, token);
  return {
    method: "POST",
    endpoint: SECRET,
    subpath: "",
    query: {},
    headers: { ...form.headers, ...headers },
    body: Buffer.from(body ?? form.body),
    remoteAddress: "127.0.0.1",
  };
}

function receipt(url: string): RawRequest {
  const form = signedForm(url, statusFields("SM00000000000000000000000000000001", "sent"), TOKEN);
  const query = Object.fromEntries(new URL(url).searchParams);
  return {
    ...request(INBOUND),
    subpath: "receipts",
    query,
    headers: form.headers,
    body: Buffer.from(form.body),
  };
}

function signedBy(signature: string, given: RawRequest): RawRequest {
  return { ...given, headers: { ...given.headers, "x-twilio-signature": signature } };
}

function without(name: string, given: RawRequest): RawRequest {
  return {
    ...given,
    headers: Object.fromEntries(Object.entries(given.headers).filter(([key]) => key !== name)),
  };
}

function body(given: Fields): string {
  return new URLSearchParams(given).toString();
}

function reversed(given: Fields): string {
  return body(Object.fromEntries(Object.entries(given).reverse()));
}
