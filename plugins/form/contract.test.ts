import { describe, expect, it } from "vitest";
import type { RawRequest } from "../../engine/channels/contract.js";
import { channelContract } from "../../engine/channels/kit.js";
import { runContract } from "../../tests/support/provider-fake/run-contract.js";
import { MAX_DESCRIPTION } from "./body.js";
import { formChannel } from "./index.js";

const ORIGIN = "https://desk.clinic.example";
const SETTINGS = { endpoint: "ticket", allowedOrigins: [ORIGIN], country: "KE" };

const filled = {
  submissionId: "11111111-2222-4333-8444-555555555555",
  phone: "0700 000 001",
  description: "Kichwa kinauma",
};
const genuine = post(filled);

runContract(
  "form",
  channelContract(formChannel, {
    settings: () => SETTINGS,
    inbound: {
      providerId: filled.submissionId,
      from: "+254700000001",
      maxText: MAX_DESCRIPTION,
      message: ({ providerId, from, text }) =>
        post({ ...filled, submissionId: providerId, phone: from, description: text }),
      forged: [
        { what: "no origin", request: withHeaders({ origin: undefined }) },
        { what: "another origin", request: withHeaders({ origin: "https://evil.example" }) },
        { what: "a longer origin", request: withHeaders({ origin: `${ORIGIN}.evil.example` }) },
        { what: "another port", request: withHeaders({ origin: `${ORIGIN}:8443` }) },
        { what: "the origin null", request: withHeaders({ origin: "null" }) },
      ],
      unreadable: [
        { what: "a plain form", request: withHeaders({ "content-type": "text/plain" }) },
        { what: "a subpath", request: { ...genuine, subpath: "receipts" } },
        { what: "broken JSON", request: withBody("{") },
        { what: "an array", request: withBody("[]") },
        {
          what: "a prototype",
          request: withBody(JSON.stringify(filled).replace("{", '{"__proto__":{"x":1},')),
        },
        { what: "half a character", request: post({ ...filled, description: "a\ud83d" }) },
        { what: "no description", request: post({ ...filled, description: " " }) },
        { what: "no number", request: post({ ...filled, phone: "tomorrow" }) },
        { what: "no way to answer", request: post({ ...filled, phone: " " }) },
        { what: "a number instead of text", request: post({ ...filled, name: 7 }) },
        { what: "an address that is none", request: post({ ...filled, email: "a@b" }) },
        { what: "an id that is none", request: post({ ...filled, submissionId: "1" }) },
        { what: "a huge body", request: post({ ...filled, more: "x".repeat(70_000) }) },
        { what: "deep JSON", request: withBody("[".repeat(30_000)) },
      ],
      empty: [
        { what: "a filled trap", request: post({ ...filled, website: "https://x.example" }) },
      ],
    },
  }),
);

describe("the web form", () => {
  it("passes on the files that came beside the fields, and wants the fields", () => {
    const part = (head: string, text: string) =>
      `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`;
    const fields = part('name="submission"', JSON.stringify(filled));
    const file = part('name="files"; filename="a.pdf"', "%PDF-1.7");
    const received = (text: string) =>
      formChannel.receive(
        {
          ...withHeaders({ "content-type": "multipart/form-data; boundary=b" }),
          body: new TextEncoder().encode(`${text}--b--\r\n`),
        },
        SETTINGS,
      );
    expect(received(fields + file)).toMatchObject([
      { text: filled.description, files: [{ name: "a.pdf" }] },
    ]);
    expect(() => received(file)).toThrow("no_submission");
  });

  it("passes on what the person filled in, and leaves out what is empty or unknown", () => {
    const body = {
      ...filled,
      name: "Amina\u202e Otieno",
      email: "Amina@Clinic.Example",
      subject: "",
      language: "sw",
      website: "",
      assignee: "admin",
    };
    expect(formChannel.receive(post(body), SETTINGS)).toEqual([
      {
        kind: "message",
        providerId: filled.submissionId,
        from: "+254700000001",
        to: "ticket",
        text: "Kichwa kinauma",
        data: { description: "Kichwa kinauma", email: "amina@clinic.example", language: "sw" },
        name: "Amina Otieno",
      },
    ]);
  });

  it("is answered by e-mail where the person gives no phone number", () => {
    const { phone: _none, ...rest } = filled;
    const body = { ...rest, email: " Amina@Clinic.Example " };
    expect(formChannel.receive(post(body), SETTINGS)).toMatchObject([
      { from: "amina@clinic.example", text: "Kichwa kinauma" },
    ]);
  });
});

function post(body: object): RawRequest {
  return {
    method: "POST",
    endpoint: "ticket",
    subpath: "",
    query: {},
    headers: { origin: ORIGIN, "content-type": "application/json; charset=utf-8" },
    body: new TextEncoder().encode(JSON.stringify(body)),
    remoteAddress: "127.0.0.1",
  };
}

function withBody(text: string): RawRequest {
  return { ...genuine, body: new TextEncoder().encode(text) };
}

function withHeaders(changes: Readonly<Record<string, string | undefined>>): RawRequest {
  const headers = Object.entries({ ...genuine.headers, ...changes });
  const kept = headers.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { ...genuine, headers: Object.fromEntries(kept) };
}
