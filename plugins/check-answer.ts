import type { CheckOutcome } from "../engine/channels/contract.js";
import type { Exchange } from "./post-once.js";

/** What a provider's answer to a question about our account says: 2xx is well, everything else is named by its code. */
export function checkOutcome(exchange: Exchange): CheckOutcome {
  if (exchange.kind !== "answer") return failed(exchange.why);
  const { status } = exchange;
  if (status >= 200 && status < 300) return { status: "ok" };
  return failed(status === 401 || status === 403 ? "credentials" : `http_${String(status)}`);
}

function failed(why: string): CheckOutcome {
  return { status: "failed", why };
}
