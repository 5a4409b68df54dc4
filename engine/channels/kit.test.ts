import { type Static, Type } from "@sinclair/typebox";
import { describe, expect, it } from "vitest";
import {
  ChannelInputError,
  type ChannelPlugin,
  defineChannel,
  type Outbound,
  type RawRequest,
  type SendOutcome,
} from "./contract.js";
import { channelContract, type ContractFixtures, type ProviderBehaviour } from "./kit.js";
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
});

describe("the contract kit", () => {
  it("is passed by a channel that keeps every promise", async () => {
    expect(await broken(sound)).toEqual([]);
  });

  it.each<readonly [string, Partial<Plugin>]>([
    ["refuses a forged request", { verify: () => ({ ok: true }) }],
    ["brings a message into the normal form", { verify: () => ({ ok: false, why: "always" }) }],
    ["decides whom to trust without stumbling over the body", { verify: stumbling }],
    ["reads a message that comes twice as the same message", receiving(withChangingId)],
    ["keeps every script and sign, in one Unicode form", receiving(inAscii)],
    ["reads the longest text and refuses a longer one", receiving(cut)],
    ["refuses a text with NUL", { receive: withoutNul }],
    ["reads a damaged body or refuses it, and never fails otherwise", { receive: failing }],
    ["says no secret when it reads or refuses", { verify: telling }],
    ["reads every receipt that it declares", receiving(alwaysSent)],
    ["leaves a delivered message delivered when older receipts come late", receiving(alwaysSent)],
    ["calls it unknown when the provider hangs after accept", sending("hangs", "unreachable")],
    ["calls it unknown when the provider fails before accept", sending("fails", "unreachable")],
    ["hands over exactly the receiver and the text, once", { send: twice }],
    ["rejects a message with half a character before anything is sent", { send: unchecked }],
    ["passes on how long the provider asks to wait", { send: impatient }],
    ["says no secret, however a send ends", { send: talkative }],
  ])("finds a channel that breaks: %s", async (title, change) => {
    expect(await broken({ ...sound, ...change })).toContain(title);
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
  for (const { title, run } of channelContract(plugin, fixtures)) {
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
