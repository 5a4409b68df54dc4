import type { SendOutcome } from "../engine/channels/contract.js";
import type { Exchange } from "./post-once.js";

/** A whole answer of a provider. */
export type Answer = Extract<Exchange, { kind: "answer" }>;

/**
 * Says how a send over HTTP ended. Only a clear answer is an outcome of its own, and the channel reads it; without a
 * connection nothing left, and whatever leaves a doubt after the connection stood is `unknown`.
 * @param reference what a later receipt will name the message by, for a provider that takes such a name
 */
export function outcomeOf(
  exchange: Exchange,
  read: (answer: Answer) => SendOutcome,
  reference?: string,
): SendOutcome {
  switch (exchange.kind) {
    case "not_connected":
      return { status: "unreachable", why: exchange.why };
    case "no_answer":
      return {
        status: "unknown",
        why: exchange.why,
        ...(reference === undefined ? {} : { providerId: reference }),
      };
    case "answer":
      return read(exchange);
  }
}
