import type { AlertEnd } from "../store/alerts.js";

/** To somebody whom no administrator has named. */
export const NOT_KNOWN =
  "You are not known here, so nothing was acknowledged. Ask an administrator to enter your Slack member ID under Administration, People.";

/** To somebody who has nothing to do with the team that is called. */
export const NOT_THEIRS =
  "This alert is for another team, so nothing was acknowledged. Whoever is called by it can acknowledge it.";

/** Under a message that calls for nothing. */
export const NOTHING_TO_DO = "There is nothing to acknowledge here any more.";

/** How an alert ended, and when by the clinic's clock. @param zone IANA name */
export function endedWords(ended: {
  readonly end: AlertEnd;
  readonly at: Date;
  /** Who acknowledged it, as far as they are still known. */
  readonly who: string | null;
  readonly zone: string;
}): string {
  const when = new Intl.DateTimeFormat("en-GB", {
    timeZone: ended.zone,
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(ended.at);
  switch (ended.end) {
    case "acknowledged":
      return `Acknowledged by ${ended.who ?? "somebody who has left"}, ${when}.`;
    case "closed":
      return `Over: its case was closed, ${when}.`;
    case "replaced":
      return `Replaced by a later alert, ${when}.`;
    case "done":
      return `Over: what it was about is done, ${when}.`;
  }
}
