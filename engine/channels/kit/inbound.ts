import type { Static, TObject } from "@sinclair/typebox";
import type { ChannelPlugin, Inbound, RawRequest } from "../contract.js";
import { furthest } from "../delivery.js";
import { ContractBroken, expectSame, expectThat, refusalOf } from "./check.js";
import type { ContractCase, ContractFixtures, InboundFixtures, OddRequests } from "./fixtures.js";

const TEXT = "My knee hurts since Monday";

/** Texts with what they must become. */
const UNICODE: readonly (readonly [string, string])[] = [
  ["Habari! Naumwa kichwa & tumbo = 2 + 1%", "Habari! Naumwa kichwa & tumbo = 2 + 1%"],
  ["cafe\u0301", "caf\u00e9"],
  ["😀👨‍👩‍👧 ሰላም مرحبا", "😀👨‍👩‍👧 ሰላም مرحبا"],
  ["line one\r\nline two", "line one\nline two"],
  ["__proto__ <b>${x}</b> {{y}}", "__proto__ <b>${x}</b> {{y}}"],
];

/** What a channel keeps when something comes in. */
export function inboundCases<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
  fixtures: ContractFixtures<Settings>,
): readonly ContractCase[] {
  const samples = fixtures.inbound;
  if (samples === undefined) return [];
  const settings = fixtures.settings("https://provider.example");
  const intake = {
    samples,
    genuine: genuineOf(samples),
    verify: (request: RawRequest) => plugin.verify(request, settings, samples.now ?? 0).ok,
    receive: (request: RawRequest) => plugin.receive(request, settings),
  };
  return [
    ...messageCases(intake),
    ...forgeryCases(intake),
    ...refusalCases(intake),
    ...secretCases(plugin, settings, intake),
    ...receiptCases(plugin, intake),
  ];
}

/** What comes in: one genuine request, with odd ones. */
export type Intake = {
  readonly samples: OddRequests;
  readonly genuine: RawRequest;
  readonly verify: (request: RawRequest) => boolean;
  readonly receive: (request: RawRequest) => readonly Inbound[];
};

type MessageIntake = Intake & { readonly samples: InboundFixtures };

function messageCases({ samples, verify, receive }: MessageIntake): readonly ContractCase[] {
  const { providerId, from } = samples;
  const write = (text: string) => samples.message({ providerId, from, text });
  const read = (request: RawRequest) => onlyMessage(receive(request));
  return [
    {
      title: "brings a message into the normal form",
      run: () => {
        expectThat(verify(write(TEXT)), "a genuine message is refused");
        const message = read(write(TEXT));
        const { kind, text } = message;
        expectSame([kind, text], ["message", TEXT], "the message");
        expectSame([message.providerId, message.from], [providerId, from], "its id and sender");
      },
    },
    {
      title: "reads a message that comes twice as the same message",
      run: () => {
        expectSame(receive(write(TEXT)), receive(write(TEXT)), "the second reading");
      },
    },
    {
      title: "keeps every script and sign, in one Unicode form",
      run: () => {
        for (const [written, expected] of UNICODE) {
          expectSame(read(write(written)).text, expected, "the text");
        }
      },
    },
    {
      title: "reads the longest text and refuses a longer one",
      run: () => {
        const longest = "x".repeat(samples.maxText);
        expectThat(read(write(longest)).text === longest, "the longest text is changed");
        expectThat(refusalOf(() => receive(write(`${longest}x`))) !== undefined, "too long passes");
      },
    },
    {
      title: "refuses a text with NUL",
      run: () => {
        expectThat(refusalOf(() => receive(write("a\u0000b"))) !== undefined, "NUL passes");
      },
    },
  ];
}

/** Nobody else is trusted. */
export function forgeryCases({ samples, genuine, verify }: Intake): readonly ContractCase[] {
  const { endpoint } = genuine;
  const addresses = ["", endpoint.slice(0, -1), `${endpoint}x`, `x${endpoint.slice(1)}`];
  const forged = [
    ...addresses.map((other) => ({
      what: "another address",
      request: { ...genuine, endpoint: other },
    })),
    { what: "GET", request: { ...genuine, method: "GET" } },
    ...samples.forged,
  ];
  return [
    {
      title: "refuses a forged request",
      run: () => {
        for (const { what, request } of forged) expectThat(!verify(request), `${what} passes`);
      },
    },
    {
      title: "decides whom to trust without stumbling over the body",
      run: () => {
        for (const body of damagedBodies(genuine.body)) verify({ ...genuine, body });
      },
    },
  ];
}

/** What is trusted and not understood is refused. */
export function refusalCases({ samples, genuine, receive }: Intake): readonly ContractCase[] {
  return [
    {
      title: "refuses what it cannot read with a code that holds nothing of it",
      run: () => {
        for (const { what, request } of samples.unreadable) {
          const code = refusalOf(() => receive(request));
          expectThat(code !== undefined, `${what} is read`);
          expectThat(/^[a-z][a-zA-Z0-9_]{2,60}$/.test(code), `${what}: ${code} is no code`);
        }
      },
    },
    {
      title: "reads a damaged body or refuses it, and never fails otherwise",
      run: () => {
        for (const body of damagedBodies(genuine.body))
          refusalOf(() => receive({ ...genuine, body }));
      },
    },
    {
      title: "takes nothing from a request that holds nothing to keep",
      run: () => {
        for (const { what, request } of samples.empty) expectSame(receive(request), [], what);
      },
    },
  ];
}

/** Refusals are logged and answered, so no secret may stand in them. */
export function secretCases<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
  settings: Static<Settings>,
  { samples, genuine }: Intake,
): readonly ContractCase[] {
  const values = secretValues(plugin, settings);
  return [
    {
      title: "says no secret when it reads or refuses",
      run: () => {
        const said = [
          plugin.receive(genuine, settings),
          ...samples.forged.map(({ request }) =>
            plugin.verify(request, settings, samples.now ?? 0),
          ),
          ...samples.unreadable.map(({ request }) =>
            refusalOf(() => plugin.receive(request, settings)),
          ),
        ];
        expectNoSecret(said, values);
      },
    },
  ];
}

function receiptCases<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
  { samples, verify, receive }: MessageIntake,
): readonly ContractCase[] {
  const { receipts } = plugin.manifest.capabilities;
  const write = samples.receipt;
  if (write === undefined) return [];
  return [
    {
      title: "reads every receipt that it declares",
      run: () => {
        for (const state of receipts) {
          const request = write({ providerId: samples.providerId, state });
          expectThat(verify(request), "a genuine receipt is refused");
          const [first, ...rest] = receive(request);
          expectThat(first?.kind === "receipt" && rest.length === 0, "not one receipt");
          expectSame([first.providerId, first.state], [samples.providerId, state], "the receipt");
        }
      },
    },
    {
      title: "leaves a delivered message delivered when older receipts come late",
      run: () => {
        const late = ["delivered", ...receipts, ...receipts] as const;
        const states = late
          .flatMap((state) => receive(write({ providerId: samples.providerId, state })))
          .flatMap((item) => (item.kind === "receipt" ? [item.state] : []));
        expectSame(states.reduce(furthest, "queued"), "delivered", "the state");
      },
    },
  ];
}

function genuineOf({ providerId, from, message }: InboundFixtures): RawRequest {
  return message({ providerId, from, text: TEXT });
}

function onlyMessage(items: readonly Inbound[]): Inbound & { kind: "message" } {
  const [first, ...rest] = items;
  if (first?.kind !== "message" || rest.length > 0) throw new ContractBroken("not one message");
  return first;
}

/** The values of the settings that the manifest calls secrets. */
export function secretValues<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
  settings: Static<Settings>,
): readonly string[] {
  const bySecret = new Map<string, unknown>(Object.entries(settings));
  return plugin.manifest.secrets.map((name) => String(bySecret.get(name)));
}

/** @throws ContractBroken when one of the values stands in what was said */
export function expectNoSecret(said: unknown, values: readonly string[]): void {
  const text = JSON.stringify(said);
  for (const value of values) expectThat(!text.includes(value), "a secret was said");
}

/** Places at which a body is damaged: each of a short one, spread over a long one, because signatures take their time. */
const MAX_PLACES = 300;

/** The body cut, and with a byte turned into others that mean something in forms and JSON, at many places. */
function damagedBodies(body: Uint8Array): readonly Uint8Array[] {
  const step = Math.max(1, body.length / MAX_PLACES);
  const places = Array.from({ length: Math.floor(body.length / step) }, (_, n) =>
    Math.floor(n * step),
  );
  const cuts = places.map((index) => body.slice(0, index));
  const turned = places.flatMap((index) =>
    [0x00, 0x22, 0x25, 0x26, 0x7b, 0xff].map((byte) => body.with(index, byte)),
  );
  return [...cuts, ...turned];
}
