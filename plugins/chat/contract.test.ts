import { describe, expect, it } from "vitest";
import { MAX_CHAT_TEXT } from "../../engine/channels/chat.js";
import type { RawRequest } from "../../engine/channels/contract.js";
import { channelContract } from "../../engine/channels/kit.js";
import { runContract } from "../../tests/support/provider-fake/run-contract.js";
import { chatChannel } from "./index.js";
import { CHAT_COOKIE, passFor, visitorOf } from "./visitor.js";

const ORIGIN = "https://desk.clinic.example";
const SECRET = "secret-of-the-contract-test-of-the-chat-0001";
const SETTINGS = { endpoint: "chat", allowedOrigins: [ORIGIN], passSecret: SECRET };
const VISITOR = `v${"a".repeat(22)}`;
const OTHER = `v${"b".repeat(22)}`;
const UNTIL = 60_000;
const PASS = passFor(SECRET, VISITOR, UNTIL);
const ID = "11111111-2222-4333-8444-555555555555";
const genuine = post({ id: ID, text: "Habari" });

runContract(
  "chat",
  channelContract(chatChannel, {
    settings: () => SETTINGS,
    outbound: { to: VISITOR, provider: null },
    inbound: {
      providerId: `${VISITOR}/${ID}`,
      from: VISITOR,
      maxText: MAX_CHAT_TEXT,
      message: ({ providerId, text }) => post({ id: lastOf(providerId), text }),
      receipt: ({ providerId }) => ({
        ...post({ shown: [lastOf(providerId)] }),
        subpath: "receipts",
      }),
      forged: [
        { what: "no origin", request: withHeaders({ origin: undefined }) },
        { what: "another origin", request: withHeaders({ origin: "https://evil.example" }) },
        { what: "no pass", request: withHeaders({ cookie: undefined }) },
        {
          what: "a pass of another secret",
          request: withPass(passFor("x".repeat(40), VISITOR, UNTIL)),
        },
        { what: "somebody else's name on a pass", request: withPass(PASS.replace(VISITOR, OTHER)) },
        { what: "a pass that lasts longer", request: withPass(PASS.replace(".1o.", ".zzzzz.")) },
        { what: "a pass that is over", request: withPass(passFor(SECRET, VISITOR, -1)) },
      ],
      unreadable: [
        { what: "another subpath", request: { ...genuine, subpath: "other" } },
        { what: "broken JSON", request: withBody("{") },
        { what: "an array", request: withBody("[]") },
        { what: "a prototype", request: withBody('{"__proto__":{"x":1},"id":"1"}') },
        { what: "half a character", request: post({ id: ID, text: "a\ud83d" }) },
        { what: "no text", request: post({ id: ID, text: " " }) },
        { what: "an id that is none", request: post({ id: "1", text: "Habari" }) },
        { what: "a number instead of text", request: post({ id: ID, text: 7 }) },
        {
          what: "a huge body",
          request: post({ id: ID, text: "Habari", more: "x".repeat(40_000) }),
        },
        { what: "receipts of nothing", request: { ...post({ shown: [] }), subpath: "receipts" } },
      ],
      empty: [],
    },
  }),
);

describe("the chat", () => {
  it("says who wrote by the pass, whatever stands in the message", () => {
    const [message] = chatChannel.receive(post({ id: ID, text: "Hi", from: OTHER }), SETTINGS);
    expect(message).toEqual({
      ...{ kind: "message", providerId: `${VISITOR}/${ID}`, from: VISITOR, to: "chat", text: "Hi" },
    });
  });

  it("takes receipts for what its visitor was sent, and for nobody else's", async () => {
    const attempt = "T-4K7Q-9.2.0.1";
    const sent = await chatChannel.send(
      { attemptId: attempt, to: VISITOR, text: "Yes" },
      SETTINGS,
      {
        timeoutMs: 1_000,
      },
    );
    expect(sent).toEqual({ status: "accepted", providerId: `${VISITOR}/${attempt}` });
    const request = { ...post({ shown: [attempt] }), subpath: "receipts" };
    const [receipt] = chatChannel.receive(request, SETTINGS);
    expect(receipt).toEqual({
      kind: "receipt",
      providerId: `${VISITOR}/${attempt}`,
      state: "delivered",
    });
    const stolen = {
      ...request,
      headers: { ...request.headers, cookie: cookieOf(passFor(SECRET, OTHER, UNTIL)) },
    };
    expect(chatChannel.receive(stolen, SETTINGS)).toMatchObject([
      { providerId: `${OTHER}/${attempt}` },
    ]);
  });

  it("reaches visitors only, with texts that a chat takes", async () => {
    const send = (to: string, text: string) =>
      chatChannel.send({ attemptId: "a.1", to, text }, SETTINGS, { timeoutMs: 1_000 });
    expect(await send("+254700000001", "Hi")).toMatchObject({
      status: "rejected",
      code: "bad_visitor",
    });
    expect(await send(VISITOR, "x".repeat(4_001))).toMatchObject({
      status: "rejected",
      code: "too_long",
    });
  });

  it("ends a pass at its time, to the second", () => {
    expect(visitorOf(SECRET, PASS, UNTIL - 1)).toBe(VISITOR);
    expect(visitorOf(SECRET, PASS, UNTIL)).toBeNull();
  });
});

function lastOf(providerId: string): string {
  return providerId.slice(providerId.indexOf("/") + 1);
}

function cookieOf(pass: string): string {
  return `other=1; ${CHAT_COOKIE}=${pass}`;
}

function post(body: object): RawRequest {
  return {
    method: "POST",
    endpoint: "chat",
    subpath: "",
    query: {},
    headers: { origin: ORIGIN, cookie: cookieOf(PASS) },
    body: new TextEncoder().encode(JSON.stringify(body)),
    remoteAddress: "127.0.0.1",
  };
}

function withBody(text: string): RawRequest {
  return { ...genuine, body: new TextEncoder().encode(text) };
}

function withPass(pass: string): RawRequest {
  return withHeaders({ cookie: cookieOf(pass) });
}

function withHeaders(changes: Readonly<Record<string, string | undefined>>): RawRequest {
  const headers = Object.entries({ ...genuine.headers, ...changes });
  const kept = headers.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { ...genuine, headers: Object.fromEntries(kept) };
}
