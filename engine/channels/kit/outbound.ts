import type { Static, TObject } from "@sinclair/typebox";
import type { ChannelIo, ChannelPlugin, Outbound, SendOutcome } from "../contract.js";
import { ContractBroken, expectSame, expectThat } from "./check.js";
import { type ContractCase, type ContractFixtures, PROVIDER_BEHAVIOURS } from "./fixtures.js";
import type { ContractProvider, ProviderBehaviour } from "./fixtures.js";
import { expectNoSecret, secretValues } from "./inbound.js";

const TEXT = "Your ticket T-1 was received.";

/** Long enough for a busy machine, short enough to wait for. */
const IO: ChannelIo = { timeoutMs: 5_000 };
const HASTY: ChannelIo = { timeoutMs: 600 };

/** How a behaviour must end, and how many messages the provider may have taken. */
const ENDINGS: Readonly<Record<ProviderBehaviour, readonly [SendOutcome["status"], number]>> = {
  accepts: ["accepted", 1],
  throttles: ["throttled", 0],
  rejects: ["rejected", 0],
  says_opted_out: ["opted_out", 0],
  refuses_credentials: ["misconfigured", 0],
  hangs_before_accept: ["unknown", 0],
  hangs_after_accept: ["unknown", 1],
  resets_before_accept: ["unknown", 0],
  resets_after_accept: ["unknown", 1],
  fails_before_accept: ["unknown", 0],
  fails_after_accept: ["unknown", 1],
  garbles: ["unknown", 1],
  redirects: ["unknown", 0],
  compresses: ["unknown", 1],
};

/** What a channel keeps when it sends. */
export function outboundCases<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
  fixtures: ContractFixtures<Settings>,
): readonly ContractCase[] {
  const { outbound } = fixtures;
  if (outbound === undefined) return [];
  const { provider } = outbound;
  if (provider === null)
    return standingCases(plugin, fixtures.settings("https://here.example"), outbound.to);
  const settings = fixtures.settings(provider.url);
  const line: Line = {
    provider,
    maxLength: plugin.manifest.capabilities.maxLength,
    secrets: secretValues(plugin, settings),
    write: writerTo(outbound.to),
    send: (message, io = IO) => plugin.send(message, settings, io),
    sendNowhere: (message) => plugin.send(message, fixtures.settings(provider.deadUrl), IO),
  };
  return [
    ...behavioursOf(line).map((behaviour) => endingCase(line, behaviour)),
    ...contentCases(line),
    ...refusedTextCases(line),
    ...detailCases(line),
    secretCase(line),
    ...checkCases(plugin, fixtures, provider),
  ];
}

/** What a channel keeps whose messages are read where they stand. */
function standingCases<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
  settings: Static<Settings>,
  to: string,
): readonly ContractCase[] {
  const send = (text: string) =>
    plugin.send({ attemptId: "contract-attempt-1", to, text }, settings, IO);
  return [
    {
      title: "takes a message, under the same id when the attempt is repeated",
      run: async () => {
        const outcome = await send(TEXT);
        expectSame(outcome.status, "accepted", "the outcome");
        expectSame(await send(TEXT), outcome, "the outcome of the repeat");
        expectNoSecret(outcome, secretValues(plugin, settings));
      },
    },
    {
      title: "refuses a text that is too long, before anybody reads it",
      run: async () => {
        const longest = "x".repeat(plugin.manifest.capabilities.maxLength);
        expectSame((await send(longest)).status, "accepted", "the longest text");
        expectSame((await send(`${longest}x`)).status, "rejected", "a longer text");
      },
    },
  ];
}

/** What a channel without a way out keeps. */
export function inboundOnlyCases<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
  fixtures: ContractFixtures<Settings>,
): readonly ContractCase[] {
  return [
    {
      title: "says that it cannot send instead of trying",
      run: async () => {
        const settings: Static<Settings> = fixtures.settings("https://provider.example");
        const message = { attemptId: "contract-attempt-1", to: "+254700000001", text: TEXT };
        expectSame(
          (await plugin.send(message, settings, IO)).status,
          "misconfigured",
          "the outcome",
        );
      },
    },
  ];
}

type Line = {
  readonly provider: ContractProvider;
  readonly maxLength: number;
  readonly secrets: readonly string[];
  readonly write: (text: string) => Outbound;
  readonly send: (message: Outbound, io?: ChannelIo) => Promise<SendOutcome>;
  readonly sendNowhere: (message: Outbound) => Promise<SendOutcome>;
};

/** Messages to one person, each an attempt of its own. */
function writerTo(to: string): Line["write"] {
  let attempts = 0;
  return (text) => {
    attempts += 1;
    return { attemptId: `contract-attempt-${String(attempts)}`, to, text };
  };
}

function behavioursOf({ provider: { lacks = [] } }: Line): readonly ProviderBehaviour[] {
  return PROVIDER_BEHAVIOURS.filter((behaviour) => !lacks.includes(behaviour));
}

function endingCase({ provider, write, send }: Line, behaviour: ProviderBehaviour): ContractCase {
  const [status, count] = ENDINGS[behaviour];
  return {
    title: `calls it ${status} when the provider ${behaviour.replaceAll("_", " ")}`,
    run: async () => {
      await provider.behave(behaviour);
      const outcome = await send(write(TEXT), behaviour.startsWith("hangs") ? HASTY : IO);
      expectSame(outcome.status, status, "the outcome");
      expectSame((await provider.accepted()).length, count, "the number of messages taken");
    },
  };
}

function contentCases({ provider, maxLength, write, send }: Line): readonly ContractCase[] {
  const texts = ["Habari & karibu = 100% + 1;\nT-1", "😀 ሰላም مرحبا", "x".repeat(maxLength)];
  return [
    {
      title: "hands over exactly the receiver and the text, once",
      run: async () => {
        for (const text of texts) {
          await provider.behave("accepts");
          const outcome = await send(write(text));
          expectThat(outcome.status === "accepted", `${outcome.status} instead of accepted`);
          expectThat(outcome.providerId !== "", "the provider's id is empty");
          expectSame(await provider.accepted(), [{ to: write(text).to, text }], "the message");
        }
      },
    },
    {
      title: "gives every message its own provider id, many at a time",
      run: async () => {
        await provider.behave("accepts");
        const texts = Array.from({ length: 20 }, (_, index) => `message ${String(index)}`);
        const outcomes = await Promise.all(texts.map((text) => send(write(text))));
        const ids = outcomes.flatMap((o) => (o.status === "accepted" ? [o.providerId] : []));
        expectSame(new Set(ids).size, texts.length, "the number of ids");
        const taken = (await provider.accepted()).map(({ text }) => text).sort();
        expectSame(taken, texts.sort(), "the messages");
      },
    },
  ];
}

function refusedTextCases({ provider, maxLength, write, send }: Line): readonly ContractCase[] {
  const refused = {
    "too long": write("x".repeat(maxLength + 1)),
    empty: write(" "),
    "with NUL": write("a\u0000b"),
    "with half a character": write("a\ud83d"),
    "to two receivers": { ...write(TEXT), to: `${write(TEXT).to},${write(TEXT).to}` },
  };
  return Object.entries(refused).map(([what, message]) => ({
    title: `rejects a message ${what} before anything is sent`,
    run: async () => {
      await provider.behave("accepts");
      expectSame((await send(message)).status, "rejected", "the outcome");
      expectSame(await provider.accepted(), [], "the messages taken");
    },
  }));
}

function detailCases({ provider, write, send, sendNowhere }: Line): readonly ContractCase[] {
  const canThrottle = provider.lacks?.includes("throttles") !== true;
  return [
    {
      title: "calls it unreachable when nothing listens",
      run: async () => {
        expectSame((await sendNowhere(write(TEXT))).status, "unreachable", "the outcome");
      },
    },
    ...(canThrottle ? [waitCase(provider, write, send)] : []),
  ];
}

function waitCase(
  provider: ContractProvider,
  write: Line["write"],
  send: Line["send"],
): ContractCase {
  return {
    title: "passes on how long the provider asks to wait",
    run: async () => {
      await provider.behave("throttles");
      expectSame(
        await send(write(TEXT)),
        { status: "throttled", retryAfterMs: 7_000 },
        "the outcome",
      );
    },
  };
}

function secretCase(line: Line): ContractCase {
  const { provider, secrets, write, send, sendNowhere } = line;
  return {
    title: "says no secret, however a send ends",
    run: async () => {
      const outcomes: SendOutcome[] = [await sendNowhere(write(TEXT))];
      for (const behaviour of behavioursOf(line)) {
        await provider.behave(behaviour);
        outcomes.push(await send(write(TEXT), HASTY));
      }
      if (secrets.length === 0) throw new ContractBroken("a channel that sends has credentials");
      expectNoSecret(outcomes, secrets);
    },
  };
}

/** What a channel keeps that can look after itself. */
function checkCases<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
  fixtures: ContractFixtures<Settings>,
  provider: ContractProvider,
): readonly ContractCase[] {
  if (plugin.check === undefined) return [];
  const look = (url: string) => plugin.check?.(fixtures.settings(url), IO);
  return [
    {
      title:
        "is well when its provider is there and not when nothing listens; looking sends nothing",
      run: async () => {
        await provider.behave("accepts");
        const there = await look(provider.url);
        const gone = await look(provider.deadUrl);
        expectThat(there !== undefined && there.status !== "failed", "it failed for no reason");
        const expected = there.status === "unchecked" ? "unchecked" : "failed";
        expectSame(gone?.status, expected, "the outcome when nothing listens");
        expectSame(await provider.accepted(), [], "the messages taken");
        expectNoSecret([there, gone], secretValues(plugin, fixtures.settings(provider.url)));
      },
    },
  ];
}
