import { count } from "./count.js";

/** Words about messages that came in and could not be handed to a case. */
export const setAsideEn = {
  notice: "A message was set aside",
  told: (endpoint: string) =>
    `A message that came in by ${endpoint} could not be handed to a ticket. Somebody has to look at it.`,
  title: "Messages that no ticket has",
  lead: "They failed five times on their way to a ticket, or their ticket was let past them. Call the person if it cannot wait; have it tried again when the cause is mended.",
  shown: (n: number, all: number) =>
    `The oldest ${String(n)} of ${count(all, "message", "messages")}`,
  urgent: "Urgent",
  from: (name: string, from: string) => `${name} (${from})`,
  came: (endpoint: string, why: string) =>
    why === ""
      ? `by ${endpoint}`
      : why === "skipped"
        ? `by ${endpoint}; its ticket could not take it`
        : `by ${endpoint}, failed with ${why}`,
  noText: "Without words.",
  retry: "Try again",
  retryOf: (from: string) => `Try again: the message from ${from}`,
  retried: "It is on its way again",
};
