import { type Static, Type } from "@sinclair/typebox";
import { describe, expect, it } from "vitest";
import {
  ChannelInputError,
  type ChannelIo,
  type ChannelPlugin,
  type CheckOutcome,
  defineChannel,
  type Outbound,
  type RawRequest,
  type SendOutcome,
} from "./contract.js";
import { channelContract, type ContractFixtures, type ProviderBehaviour } from "./kit.js";
import { quietly } from "../../tests/support/provider-fake/quietly.js";
import { isCarriable, readText } from "./text.js";

const settingsSchema = Type.Object({
  key: Type.String({ minLength: 32, description: "Stands in the address" }),
  url: Type.String({ description: "Where the provider is" }),
});
type Settings = Static<typeof settingsSchema>;
type Plugin = ChannelPlugin<typeof settingsSchema>;

const KEY = "key-of-a-channel-that-exists-nowhere";
const MAX_TEXT = 100;

/** A provider in memory: what a channel sends is a line in `taken`. */
const provider = { behaviour: "accepts" as ProviderBehaviour, taken: [] as Outbound[] };

/** A channel that keeps the contract; each test breaks one thing. */
const sound: Plugin = defineChannel({
  manifest: {
    id: "sound",
    version: "1.0.0",
    kind: "chat",
    name: "Sound",
    settings: settingsSchema,
    secrets: ["key"],
    capabilities: {
      inbound: true,
      outbound: true,
      maxLength: MAX_TEXT,
      receipts: ["sent", "delivered"],
    },
    webhooks: [],
  },
  verify: ({ method, endpoint }, { key }) =>
    method === "POST" && endpoint === key ? { ok: true } : { ok: false, why: "forged" },
  receive: ({ subpath, body }) => {
    const [id = "", what = "", from = "", text = ""] = parse(body);
    if (subpath === "receipts") return [{ kind: "receipt", providerId: id, state: what as "sent" }];
    if (from === "" || id === "") throw new ChannelInputError("bad_message");
    const read = readText(text, MAX_TEXT);
    return read === "" ? [] : [{ kind: "message", providerId: id, from, to: "us", text: read }];
  },
  send: (message, { url }) => Promise.resolve(hand(message, url)),
  preview: ({ to, text }) => ({ heading: to, text }),
  check: ({ url }) => Promise.resolve(look(url)),
});

/** Channels that break something on purpose: what each does, the promise that it breaks, and how. */
const BROKEN: readonly (readonly [string, string, Partial<Plugin>])[] = [
  ["checks no signature", "refuses a forged request", { verify: () => ({ ok: true }) }],
  [
    "trusts nobody",
    "brings a message into the normal form",
    { verify: () => ({ ok: false, why: "always" }) },
  ],
  [
    "reads before it trusts",
    "decides whom to trust without stumbling over the body",
    { verify: stumbling },
  ],
  [
    "gives a repeat another id",
    "reads a message that comes twice as the same message",
    receiving(withChangingId),
  ],
  ["knows ASCII only", "keeps every script and sign, in one Unicode form", receiving(inAscii)],
  ["cuts what is long", "reads the longest text and refuses a longer one", receiving(cut)],
  ["drops NUL", "refuses a text with NUL", { receive: withoutNul }],
  [
    "fails on a damaged body",
    "reads a damaged body or refuses it, and never fails otherwise",
    { receive: failing },
  ],
  [
    "reads what cannot be read",
    "refuses what it cannot read with a code that holds nothing of it",
    { receive: lenient },
  ],
  [
    "makes messages of nothing",
    "takes nothing from a request that holds nothing to keep",
    { receive: lenient },
  ],
  ["says what it expected", "says no secret when it reads or refuses", { verify: telling }],
  ["loses a receipt", "reads every receipt that it declares", { receive: withoutReceipts }],
  [
    "loses a delivery",
    "leaves a delivered message delivered when older receipts come late",
    receiving(alwaysSent),
  ],
  [
    "takes a late answer for none",
    "calls it unknown when the provider hangs after accept",
    sending("hangs", "unreachable"),
  ],
  [
    "takes an error for none sent",
    "calls it unknown when the provider fails before accept",
    sending("fails", "unreachable"),
  ],
  [
    "takes a reset for none sent",
    "calls it unknown when the provider resets after accept",
    sending("resets", "unreachable"),
  ],
  ["believes every answer", "calls it unknown when the provider garbles", { send: believing }],
  [
    "does not hear 429",
    "calls it throttled when the provider throttles",
    sending("throttles", "unreachable"),
  ],
  ["comes back too soon", "passes on how long the provider asks to wait", { send: impatient }],
  ["sends twice", "hands over exactly the receiver and the text, once", { send: twice }],
  ["cuts the text", "hands over exactly the receiver and the text, once", { send: shortening }],
  ["sends ASCII only", "hands over exactly the receiver and the text, once", { send: plain }],
  [
    "gives all messages one id",
    "gives every message its own provider id, many at a time",
    { send: sameId },
  ],
  [
    "sends half a character",
    "rejects a message with half a character before anything is sent",
    { send: unchecked },
  ],
  ["says its key", "says no secret, however a send ends", { send: talkative }],
  ["prints what it sends", "calls it accepted when the provider accepts", { send: printing }],
  [
    "shows its key",
    "shows a message as it arrives, the same each time, with no secret",
    { preview: (_message, { key }) => ({ text: key }) },
  ],
  [
    "shows something else each time",
    "shows a message as it arrives, the same each time, with no secret",
    { preview: () => ({ text: String(Math.random()) }) },
  ],
  [
    "shows each character by itself",
    "shows a message that is longer than it sends",
    { preview: ({ text }) => ({ fields: [...text].map((value) => ({ name: "It", value })) }) },
  ],
  [
    "sends to look",
    "is well when its provider is there and not when nothing listens; looking sends nothing",
    { check: sendingCheck },
  ],
  [
    "has no words for a setting",
    "has an id for addresses, a version and a description for every setting",
    manifestWith({ id: "No address" }),
  ],
  [
    "calls something a secret that is none",
    "checks its settings, and names only known settings as secrets",
    manifestWith({ secrets: ["pin"] }),
  ],
  [
    "reports what it never reads",
    "brings fixtures for what its capabilities promise",
    manifestWith({ capabilities: { ...sound.manifest.capabilities, receipts: [] } }),
  ],
];

describe("the contract kit", () => {
  it("is passed by a channel that keeps every promise", async () => {
    expect(await broken(sound)).toEqual([]);
  });

  it.each(BROKEN)("finds a channel that %s: it breaks “%s”", async (_, title, change) => {
    expect(await broken({ ...sound, ...change })).toContain(title);
  });

  it("makes no promise that no channel here breaks", async () => {
    const found = new Set<string>();
    for (const [, , change] of BROKEN)
      for (const title of await broken({ ...sound, ...change })) found.add(title);
    const all = channelContract(sound, fixtures).map(({ title }) => title);
    expect(all.filter((title) => !found.has(title))).toEqual([]);
  });

  it("wants an inbound-only channel to say so", async () => {
    const { manifest } = sound;
    const capabilities = { ...manifest.capabilities, outbound: false };
    const oneWay = { ...sound, manifest: { ...manifest, capabilities } };
    expect(await broken(oneWay)).toContain("says that it cannot send instead of trying");
  });
});

/** Titles of the cases that a channel breaks. */
async function broken(plugin: Plugin): Promise<readonly string[]> {
  const titles: string[] = [];
  for (const { title, run } of channelContract(plugin, fixtures).map(quietly)) {
    try {
      await run();
    } catch {
      titles.push(title);
    }
  }
  return titles;
}

const fixtures: ContractFixtures<typeof settingsSchema> = {
  settings: (url) => ({ key: KEY, url }),
  inbound: {
    providerId: "1",
    from: "ada",
    maxText: MAX_TEXT,
    message: ({ providerId, from, text }) => request("", [providerId, "", from, text]),
    receipt: ({ providerId, state }) => request("receipts", [providerId, state]),
    forged: [{ what: "no address", request: { ...request("", []), endpoint: "" } }],
    unreadable: [{ what: "nobody", request: request("", ["1", "", "", "hi"]) }],
    empty: [{ what: "nothing", request: request("", ["1", "", "ada", " "]) }],
  },
  outbound: {
    to: "ada",
    provider: {
      url: "alive",
      deadUrl: "dead",
      behave: (behaviour) => {
        Object.assign(provider, { behaviour, taken: [] });
        return Promise.resolve();
      },
      accepted: () => Promise.resolve(provider.taken.map(({ to, text }) => ({ to, text }))),
    },
  },
};

function request(subpath: string, parts: readonly string[]): RawRequest {
  const body = new TextEncoder().encode(JSON.stringify(parts));
  const rest = { query: {}, headers: {}, remoteAddress: "127.0.0.1" };
  return { method: "POST", endpoint: KEY, subpath, body, ...rest };
}

function parse(body: Uint8Array): readonly string[] {
  try {
    const parts: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    if (Array.isArray(parts)) return parts.map(String);
  } catch {
    // Refused below.
  }
  throw new ChannelInputError("bad_body");
}

function hand(message: Outbound, url: string): SendOutcome {
  const { to, text } = message;
  if (to !== "ada" || !isCarriable(text) || text.trim() === "" || text.length > MAX_TEXT) {
    return { status: "rejected", code: "bad_message", why: "bad message" };
  }
  if (url === "dead") return { status: "unreachable", why: "ECONNREFUSED" };
  return answer(message);
}

function look(url: string): CheckOutcome {
  return url === "dead" ? { status: "failed", why: "ECONNREFUSED" } : { status: "ok" };
}

function answer(message: Outbound): SendOutcome {
  switch (provider.behaviour) {
    case "throttles":
      return { status: "throttled", retryAfterMs: 7_000 };
    case "rejects":
      return { status: "rejected", code: "no_such_person", why: "no such person" };
    case "says_opted_out":
      return { status: "opted_out" };
    case "refuses_credentials":
      return { status: "misconfigured", why: "credentials" };
    case "accepts":
      return { status: "accepted", providerId: `id-${String(provider.taken.push(message))}` };
    case "hangs_after_accept":
    case "resets_after_accept":
    case "fails_after_accept":
    case "garbles":
    case "compresses":
      provider.taken.push(message);
      return { status: "unknown", why: "no clear answer" };
    default:
      return { status: "unknown", why: "no answer" };
  }
}

type Received = ReturnType<Plugin["receive"]>[number];

function receiving(change: (item: Received, request: RawRequest) => Received): Partial<Plugin> {
  return {
    receive: (incoming, settings) =>
      sound.receive(incoming, settings).map((item) => change(item, incoming)),
  };
}

let changing = 0;
function withChangingId(item: Received): Received {
  return { ...item, providerId: String(changing++) };
}

function inAscii(item: Received): Received {
  return item.kind === "message" ? { ...item, text: item.text.replace(/[^ -~]/g, "?") } : item;
}

function cut(item: Received): Received {
  return item.kind === "message" ? { ...item, text: item.text.slice(0, MAX_TEXT - 1) } : item;
}

function alwaysSent(item: Received): Received {
  return item.kind === "receipt" ? { ...item, state: "sent" } : item;
}

function withoutNul(incoming: RawRequest, settings: Settings): readonly Received[] {
  const text = new TextDecoder().decode(incoming.body).replace("\\u0000", "");
  return sound.receive({ ...incoming, body: new TextEncoder().encode(text) }, settings);
}

function failing({ body }: RawRequest): readonly Received[] {
  return JSON.parse(new TextDecoder().decode(body)) as Received[];
}

function stumbling({ body }: RawRequest): { ok: true } {
  JSON.parse(new TextDecoder().decode(body));
  return { ok: true };
}

function telling(_: RawRequest, { key }: Settings): { ok: false; why: string } {
  return { ok: false, why: `expected ${key}` };
}

function withoutReceipts(incoming: RawRequest, settings: Settings): readonly Received[] {
  return sound.receive(incoming, settings).filter(({ kind }) => kind !== "receipt");
}

/** Somebody's message whatever comes. */
function lenient(): readonly Received[] {
  return [{ kind: "message", providerId: "1", from: "ada", to: "us", text: "hi" }];
}

function manifestWith(change: Partial<Plugin["manifest"]>): Partial<Plugin> {
  return { manifest: { ...sound.manifest, ...change } };
}

async function believing(...given: Parameters<Plugin["send"]>): Promise<SendOutcome> {
  await sound.send(...given);
  return { status: "accepted", providerId: "believed" };
}

function shortening(message: Outbound, ...rest: [Settings, ChannelIo]): Promise<SendOutcome> {
  return sound.send({ ...message, text: message.text.slice(0, 20) }, ...rest);
}

function plain(message: Outbound, ...rest: [Settings, ChannelIo]): Promise<SendOutcome> {
  return sound.send({ ...message, text: message.text.replace(/[^ -~\n]/g, "?") }, ...rest);
}

async function sameId(...given: Parameters<Plugin["send"]>): Promise<SendOutcome> {
  const outcome = await sound.send(...given);
  return outcome.status === "accepted" ? { ...outcome, providerId: "one" } : outcome;
}

function printing(...given: Parameters<Plugin["send"]>): Promise<SendOutcome> {
  console.log(given[0].text);
  return sound.send(...given);
}

async function sendingCheck(settings: Settings, io: ChannelIo): Promise<CheckOutcome> {
  const message = { attemptId: "look", to: "ada", text: "Are you there?" };
  const outcome = await sound.send(message, settings, io);
  return outcome.status === "accepted" ? { status: "ok" } : { status: "failed", why: "gone" };
}

function sending(start: string, status: "unreachable"): Partial<Plugin> {
  return {
    send: async (message, settings, io) => {
      const outcome = await sound.send(message, settings, io);
      return provider.behaviour.startsWith(start) ? { status, why: "guessed" } : outcome;
    },
  };
}

async function twice(...given: Parameters<Plugin["send"]>): Promise<SendOutcome> {
  await sound.send(...given);
  return sound.send(...given);
}

function unchecked(message: Outbound): Promise<SendOutcome> {
  return Promise.resolve(answer(message));
}

async function impatient(...given: Parameters<Plugin["send"]>): Promise<SendOutcome> {
  const outcome = await sound.send(...given);
  return outcome.status === "throttled" ? { ...outcome, retryAfterMs: 1 } : outcome;
}

async function talkative(...given: Parameters<Plugin["send"]>): Promise<SendOutcome> {
  const outcome = await sound.send(...given);
  const why = `tried with ${given[1].key}`;
  return outcome.status === "unknown" ? { ...outcome, why } : outcome;
}
