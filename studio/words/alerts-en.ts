import { count } from "./count.js";

/** The texts about alerts, in English. */
export const alertsEn = {
  title: "Alerts",
  open: "Open alerts",
  none: "No alert has been raised",
  noneText: "Alerts to your teams stand here, with who was called and who answered.",
  acknowledge: "Acknowledge",
  acknowledgeCase: (id: string) => `Acknowledge the alert of ${id}`,
  dismiss: (id: string) => `Put the alert of ${id} aside`,
  more: (n: number) => count(n, "more open alert", "more open alerts"),
  yours: (id: string) => `You have ${id}. Nobody else is called.`,
  theirs: (name: string, id: string) => `${name} has ${id} already.`,
  over: "This alert is over.",
  drill: "DRILL",
  levels: { emergency: "Emergency", critical: "Critical", warning: "Warning", info: "Information" },
  ends: {
    open: "Nobody has acknowledged it yet.",
    unanswered: (when: string) => `Everybody was called in vain by ${when}.`,
    acknowledged: (name: string, when: string) => `${name} acknowledged it on ${when}.`,
    closed: "Its ticket was closed.",
    replaced: "A later alert took over.",
  },
  called: (when: string, tier: number, who: string) => `${when}, tier ${String(tier)}: ${who}`,
  states: {
    queued: "waits",
    sending: "is being sent",
    accepted: "sent",
    sent: "sent",
    delivered: "delivered",
    failed: "failed",
    unknown: "unknown",
    suppressed: "no longer needed",
  } as Readonly<Record<string, string>>,
};
