import type { ChannelKind } from "./contract.js";

/** How a text is written: short, in the segments of SMS, or as a letter with a subject. */
export type Wording = "sms" | "email";

/** The wording of a kind of channel. */
export function wordingOf(kind: ChannelKind | undefined): Wording {
  return kind === "email" ? "email" : "sms";
}
