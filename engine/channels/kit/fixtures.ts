import type { Static, TObject } from "@sinclair/typebox";
import type { DeliveryState, RawRequest } from "../contract.js";

/** One promise of the contract; `run` rejects when it is broken. */
export type ContractCase = {
  readonly title: string;
  readonly run: () => Promise<void> | undefined;
};

/** What a channel brings so that the kit can speak its provider's language. */
export type ContractFixtures<Settings extends TObject = TObject> = {
  /** Settings that pass the schema. Values of secrets are long and stand nowhere else. */
  readonly settings: (providerUrl: string) => Static<Settings>;
  readonly inbound?: InboundFixtures;
  readonly presses?: PressFixtures;
  readonly outbound?: OutboundFixtures;
};

/** Requests in the provider's real format, for the endpoint of `settings`. */
export type InboundFixtures = {
  /** When the requests come in, epoch milliseconds; for a provider that signs the time. */
  readonly now?: number;
  /** A message id as the provider writes them. */
  readonly providerId: string;
  /** A sender in the normal form that `from` must come out in. */
  readonly from: string;
  /** Longest text in UTF-16 units that is read. */
  readonly maxText: number;
  readonly message: (message: { providerId: string; from: string; text: string }) => RawRequest;
  /** A receipt for each state in the capabilities. */
  readonly receipt?: (receipt: { providerId: string; state: DeliveryState }) => RawRequest;
  /** Requests that somebody else could send, beside those the kit makes from `message`. */
  readonly forged: readonly Sample[];
  /** Verified requests that cannot be read. */
  readonly unreadable: readonly Sample[];
  /** Verified requests that hold nothing to keep. */
  readonly empty: readonly Sample[];
};

/** Presses in the provider's real format, for the endpoint of `settings`. */
export type PressFixtures = Pick<InboundFixtures, "now" | "providerId" | "from" | Odd> & {
  /** Id of a message of ours. */
  readonly message: string;
  readonly press: (press: { providerId: string; from: string; message: string }) => RawRequest;
};

type Odd = "forged" | "unreadable" | "empty";

/** What may come in beside what is meant to. */
export type OddRequests = Pick<InboundFixtures, "now" | Odd>;

/** A request with what is special about it. */
export type Sample = { readonly what: string; readonly request: RawRequest };

export type OutboundFixtures = {
  /** A receiver in the form that `Outbound.to` has. */
  readonly to: string;
  /** Null for a channel that calls nobody, because its messages are read where they stand. */
  readonly provider: ContractProvider | null;
};

/** A local double that speaks the provider's real HTTP and counts what it accepts. */
export type ContractProvider = {
  readonly url: string;
  /** An address on this machine where nothing listens. */
  readonly deadUrl: string;
  /** Forgets what it accepted and answers like this from now on. */
  readonly behave: (behaviour: ProviderBehaviour) => Promise<void>;
  /** Ways to answer that this provider does not have. */
  readonly lacks?: readonly ProviderBehaviour[];
  /** What it accepted since `behave`. */
  readonly accepted: () => Promise<readonly { readonly to: string; readonly text: string }[]>;
};

/** How the double answers. */
export const PROVIDER_BEHAVIOURS = [
  "accepts",
  /** Too many requests, wait 7 seconds. */
  "throttles",
  /** This receiver cannot be reached by this provider. */
  "rejects",
  "says_opted_out",
  "refuses_credentials",
  "hangs_before_accept",
  "hangs_after_accept",
  "resets_before_accept",
  "resets_after_accept",
  "fails_before_accept",
  "fails_after_accept",
  /** A success whose body is not the documented one. */
  "garbles",
  /** Sends the caller to another address of its own that would accept. */
  "redirects",
  /** A success whose body is compressed although we did not ask for it. */
  "compresses",
] as const;
export type ProviderBehaviour = (typeof PROVIDER_BEHAVIOURS)[number];
