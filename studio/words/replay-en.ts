import type { Replay, UnjudgedReason } from "../../engine/protocol/replay.js";
import { count } from "./count.js";

type Reasons = { readonly [why in UnjudgedReason]: (fact: string) => string };

const decisions = (n: number) => count(n, "decision", "decisions");
const number = (n: number) => n.toLocaleString("en");

/** The words about what a change would have done to what really happened, in English. */
export const replayEn = {
  title: "What would have been different",
  lead: "Your rules are asked again about everything that rules decided in this time, over what was known then.",
  period: "Look back on",
  days: (n: number) => count(n, "day", "days"),
  asking: "Asking about what really happened …",
  errorTitle: "What happened could not be asked about",
  broken: "This is told once the problems above are corrected.",
  none: "Nothing has been decided in this time, so there is nothing to compare with yet.",
  /** The whole of it in one sentence, before the largest groups. */
  said: ({ replayed, different }: Pick<Replay, "replayed" | "different">) =>
    different === 0
      ? `${number(replayed)} replayed, none different`
      : `${number(replayed)} replayed, ${number(different)} different`,
  cut: (n: number) => `There were more; these are the ${number(n)} newest.`,
  missed: (n: number) => `${count(n, "emergency", "emergencies")} missed`,
  missedTitle: (n: number) =>
    `${count(n, "emergency that came in would be none", "emergencies that came in would be none")} any more`,
  missedText: "That stops the publication. They stand first in the list below, with the reasons.",
  stops: "Emergencies would be missed; see above.",
  unconfirmed: (n: number) =>
    `${decisions(n)} that ${n === 1 ? "is an emergency" : "are emergencies"} for the rules that run now would be none. The cases turned out less urgent, so nothing is missed.`,
  raised: (n: number) => `${count(n, "case", "cases")} would become an emergency that was none.`,
  erased: (n: number) => `${decisions(n)} left out, because what they were decided by is erased.`,
  unjudged: (n: number, why: string) => `${decisions(n)} cannot be judged: ${why}`,
  unjudgedEmergencies: (n: number) =>
    ` ${count(n, "of them is an emergency", "of them are emergencies")} now.`,
  why: {
    not_recorded: (fact) => `${fact} was not recorded then.`,
    not_asked_of_plugin: (fact) => `the plugin was not asked for ${fact} then.`,
    no_workflow: () => "there is no such workflow any more.",
    no_state: () => "the state that they were in is gone.",
  } satisfies Reasons,
  what: { queue: "Queue", priority: "Priority", state: "State" },
  part: (key: string) => `Answer “${key}”`,
  nothing: "nothing",
  to: "becomes",
  instead: (to: string, from: string) => `${to} instead of ${from}`,
  changed: "something else",
  /** One difference, shortly: `22 to Medical instead of Triage`. */
  shortly: (n: number, to: string, from: string) => `${number(n)} to ${to} instead of ${from}`,
  groups: "What comes out otherwise",
  list: "The cases",
  listCut: (n: number) => `The ${String(n)} most important ones.`,
  hidden: "A case that you may not see",
  emergencies: {
    missed: "Emergency missed",
    unconfirmed: "Turned out less urgent",
    raised: "New emergency",
  },
  show: "Why?",
  hide: "Close",
  showOf: (id: string) => `Why ${id} would come out otherwise`,
  was: (release: number) => `What happened, under release ${String(release)}`,
  would: "With your changes",
  nobodyAsked: "No rules would be asked.",
} as const;
