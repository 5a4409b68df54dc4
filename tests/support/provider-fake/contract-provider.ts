import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";
import type { ContractProvider, ProviderBehaviour } from "../../../engine/channels/kit.js";
import { answering, type Fault, type RawAnswer, type Rule } from "./rules.js";

/** What a local double of a provider offers beside its faults. */
type Fake = {
  readonly url: string;
  rules(...rules: readonly Rule[]): void;
  accepted(): readonly { readonly to: string; readonly text: string }[];
};

/** How one provider differs from all others. */
export type ContractProviderParts = {
  readonly fake: Fake;
  /** An address on this machine where nothing listens. */
  readonly deadUrl: string;
  /** Status and body with which it says that it has the message. */
  readonly taken: { readonly status: number; readonly body: string };
  /** The beginning of such a body, or another one that it never sends. */
  readonly garbled: string;
  readonly rejects: Extract<Fault, { kind: "refuse" }>;
  readonly refusesCredentials: Extract<Fault, { kind: "refuse" }>;
  /** Absent where the provider does not tell. */
  readonly saysOptedOut?: Extract<Fault, { kind: "refuse" }>;
};

/** A double that has every behaviour of the contract; `close` ends the address to which it redirects. */
export async function contractProvider(
  parts: ContractProviderParts,
): Promise<ContractProvider & { readonly close: () => void }> {
  const { fake, deadUrl, taken, saysOptedOut } = parts;
  const elsewhere = createServer((_, response) => response.writeHead(taken.status).end(taken.body));
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const { port } = elsewhere.address() as AddressInfo;
  const faults = faultsOf(parts, `http://127.0.0.1:${String(port)}/`);
  let before = 0;
  return {
    url: fake.url,
    deadUrl,
    lacks: saysOptedOut === undefined ? ["says_opted_out"] : [],
    behave: (behaviour) => {
      before = fake.accepted().length;
      const fault = faults[behaviour];
      fake.rules(...(fault === undefined ? [] : [{ fault }]));
      return Promise.resolve();
    },
    accepted: () => {
      const since = fake.accepted().slice(before);
      return Promise.resolve(since.map(({ to, text }) => ({ to, text })));
    },
    close: () => {
      elsewhere.close();
    },
  };
}

function faultsOf(
  {
    taken: { status, body },
    garbled,
    rejects,
    refusesCredentials,
    saysOptedOut,
  }: ContractProviderParts,
  location: string,
): Readonly<Record<ProviderBehaviour, Fault | undefined>> {
  const compressed: NonNullable<RawAnswer["headers"]> = { "content-encoding": "br" };
  return {
    accepts: undefined,
    throttles: { kind: "throttle", retryAfter: "7" },
    rejects,
    says_opted_out: saysOptedOut,
    refuses_credentials: refusesCredentials,
    hangs_before_accept: { kind: "hang", at: "before_accept" },
    hangs_after_accept: { kind: "hang", at: "after_accept" },
    resets_before_accept: { kind: "reset", at: "before_accept" },
    resets_after_accept: { kind: "reset", at: "after_accept" },
    fails_before_accept: { kind: "error", at: "before_accept" },
    fails_after_accept: { kind: "error", at: "after_accept" },
    garbles: answering("after_accept", status, garbled),
    redirects: answering("before_accept", 307, "", { location }),
    compresses: answering("after_accept", status, brotliCompressSync(body), compressed),
  };
}
