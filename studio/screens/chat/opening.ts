import type { ChatOpened } from "../../../engine/protocol/chat.js";

/** Whether somebody answers at once, and if not from when on (epoch milliseconds); null when that is not known. */
export type Opening =
  { readonly kind: "there" } | { readonly kind: "away"; readonly until: number | null };

/** How a chat stands at `now`, by the hours that it was opened with. One whose hours are not settled always counts as attended. */
export function openingAt(open: ChatOpened["open"], now: number): Opening {
  const next = open?.find(({ to }) => Date.parse(to) > now);
  if (open === null || (next && Date.parse(next.from) <= now)) return { kind: "there" };
  return { kind: "away", until: next ? Date.parse(next.from) : null };
}

/** The moment from which on somebody answers, by the visitor's own clock and in their language. */
export function openingWords(until: number, language: string): string {
  const how = {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  } as const;
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, how).format(until);
}
