import { count } from "./count.js";

const tickets = (n: number) => count(n, "ticket", "tickets");

/** Words about how long tickets are kept, and of legal holds. */
export const retentionEn = {
  title: "Retention",
  lead: "How long tickets are kept after their end. The time stands in the workflow; nothing is erased before somebody here agrees to it.",
  forever: "Kept for ever: the workflow does not say for how long.",
  kept: (time: string) => `Kept for ${time} after the end, then erased.`,
  off: "Erasing is off.",
  on: (who: string) => `Erasing is on; ${who} has agreed to it.`,
  changed: (time: string, who: string) =>
    `Erasing stands still: ${who} has agreed to ${time}, and the workflow says another time now.`,
  due: (n: number) => (n === 0 ? "None has been kept long enough yet." : `${tickets(n)} would go.`),
  dueOn: (n: number) =>
    n === 0 ? "None has been kept long enough yet." : `${tickets(n)} will go within the hour.`,
  soon: (n: number) => (n === 0 ? "" : `${tickets(n)} more within 30 days.`),
  held: (n: number) => (n === 0 ? "" : `${tickets(n)} would be due and stay: a legal hold.`),
  erased: (n: number) => (n === 0 ? "" : `${tickets(n)} erased so far.`),
  first: "Which first?",
  start: "Erase after this time …",
  stop: "Stop erasing",
  stopped: "Nothing more is erased by itself.",
  started: "Agreed. What has been kept long enough goes within the hour.",
  sure: (time: string) => `Erase tickets ${time} after their end?`,
  sureText:
    "From now on they are erased by themselves, and nobody can read them again. The log of what was done stays. Tickets on legal hold stay.",
  agree: "Agree",
  hold: "Legal hold",
  holdText: "A ticket on hold is erased by nobody, and not by the clock, until the hold is lifted.",
  onHold: (who: string) => `On hold, by ${who}`,
  holdReason: "Why must it be kept?",
  holdStart: "Put on hold",
  holdLift: "Lift the hold",
  holdDone: "On hold. It stays until somebody lifts that.",
  liftDone: "The hold is lifted.",
} as const;
