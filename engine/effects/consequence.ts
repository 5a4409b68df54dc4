import type { DeliverAnswer } from "../../workflows/case/activities.js";
import type { Endpoint, SendOutcome } from "../channels/contract.js";
import { GAVE_UP } from "../interpreter/event.js";
import type { AttemptResult } from "../store/messages.js";

/** How an attempt ended: what the provider said, or why the message was not handed over at all. */
export type Ended =
  SendOutcome | { readonly status: "too_old" | "acknowledged" | "looping" | "moved_on" };

/** What a case is answered of a message that it has itself made needless: nothing failed, so it does nothing about it. */
export const NOTHING_TO_HEAR = { status: "accepted" } as const satisfies DeliverAnswer;

/** What follows from an end: for the message, and for the case that waits for it. */
export type Consequence = {
  readonly state: AttemptResult["state"];
  readonly answer: DeliverAnswer;
  readonly reason: string | null;
};

/** The same message again, soon, over another endpoint; its deliveries run on that plugin's queue. */
export function over({ plugin }: Endpoint, outcome: Ended): Consequence {
  const { status } = outcome;
  const reason = status === "rejected" ? outcome.code : status;
  const answer = { status: "later", waitMs: 0, channel: plugin.manifest.id } as const;
  return { state: "queued", answer, reason };
}

/** What follows from the last try is an end: nobody would ever send what it left waiting. */
export function afterLast(outcome: Ended): Consequence {
  const followed = after(outcome);
  return followed.state === "queued" ? failed("failed", GAVE_UP) : followed;
}

/** What follows from how a send ended: only outcomes in which nothing was handed over are tried again. */
export function after(outcome: Ended): Consequence {
  switch (outcome.status) {
    case "accepted":
      return { state: "accepted", answer: { status: "accepted" }, reason: null };
    case "throttled":
      return again(outcome.retryAfterMs, "throttled");
    case "unreachable":
      return again(0, outcome.why);
    case "unknown":
      return {
        state: "unknown",
        answer: { status: "unknown", why: outcome.why, settles: true },
        reason: outcome.why,
      };
    case "opted_out":
      return failed("suppressed", "opted_out");
    case "too_old":
      return failed("failed", "too_old");
    case "acknowledged":
    case "looping":
      return failed("suppressed", outcome.status);
    case "moved_on":
      return { state: "suppressed", answer: NOTHING_TO_HEAR, reason: outcome.status };
    case "rejected":
      return { ...failed("failed", outcome.code), reason: `${outcome.code} ${outcome.why}` };
    case "misconfigured":
      return { ...failed("failed", "misconfigured"), reason: outcome.why };
  }
}

function again(waitMs: number, reason: string): Consequence {
  return { state: "queued", answer: { status: "later", waitMs }, reason };
}

function failed(state: "failed" | "suppressed", why: string): Consequence {
  return { state, answer: { status: "failed", why }, reason: why };
}
