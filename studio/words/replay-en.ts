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
  cases: {
    title: "How tickets would have gone",
    lead: "Tickets of workflows that you change are played again, as it runs now and with your changes: what patients and staff did comes again at its time, rules and clocks are yours. It tells nothing of what people would have done otherwise.",
    asking: "Playing what really happened …",
    errorTitle: "Tickets could not be played again",
    none: "No ticket of a workflow that goes otherwise was opened in this time.",
    said: ({ replayed, different }: { readonly replayed: number; readonly different: number }) =>
      different === 0
        ? `${count(replayed, "ticket", "tickets")} replayed, none different`
        : `${count(replayed, "ticket", "tickets")} replayed, ${number(different)} different`,
    /** What becomes of one or of many: `6 would be late for “First response”`. */
    would: {
      state: (to: string, from: string) => `would stand at “${to}” instead of “${from}”`,
      other: (what: string, to: string, from: string) =>
        `would end with ${what.toLowerCase()} “${to}” instead of “${from}”`,
      late: (clock: string) => `would be late for “${clock}”`,
      kept: (clock: string) => `would be in time for “${clock}”`,
      gone: (clock: string) => `would be promised no “${clock}”`,
      made: (clock: string) => `would be promised “${clock}”, and in time`,
      refused: (action: string) => `would not let somebody do “${action}”`,
    },
    many: (n: number, what: string) => `${number(n)} ${what}`,
    stopped: (n: number) =>
      `${count(n, "ticket is", "tickets are")} followed only until somebody did what your changes do not allow. What they would have done instead, nobody knows.`,
    missedText: "They stand first in the list below.",
    raised: (n: number) =>
      `${count(n, "ticket", "tickets")} would become an emergency that was none.`,
    erased: (n: number) =>
      `${count(n, "ticket is", "tickets are")} left out, because what they held is erased.`,
    unjudged: (n: number) =>
      `${count(n, "ticket", "tickets")} cannot be played to the end, even as it runs now.`,
    cut: (n: number) => `There were more; these are the ${number(n)} newest.`,
    list: "The tickets",
    show: "Compare",
    showOf: (id: string) => `Compare how ${id} goes`,
    before: "As it runs now",
    after: "With your changes",
    noWorkflow: "There is no such workflow.",
    refusedThere: (action: string) => `Here “${action}” is not allowed any more.`,
    promise: (clock: string, due: string | null, broken: string | null) =>
      broken !== null
        ? `“${clock}” is broken on ${broken}`
        : due === null
          ? `“${clock}” is not broken`
          : `“${clock}” is not broken, due on ${due}`,
    otherwise: "from here on otherwise",
    steps: {
      created: "It is opened",
      message_received: "The patient writes",
      other: "Something outside answers",
      decided: (rules: string) => `Rules “${rules}” answer`,
      clock: (clock: string) => `“${clock}” comes to a moment`,
    },
  },
} as const;
