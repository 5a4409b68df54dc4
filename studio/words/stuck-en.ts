import { count } from "./count.js";

const tickets = (n: number) => count(n, "ticket", "tickets");

/** The texts about tickets that stand still, in English. */
export const stuckEn = {
  title: "Standing still",
  lead: "Something did not fit together for these tickets. Nothing is lost; what patients write is kept until they go on.",
  none: "No ticket stands still",
  noneText: "A ticket that cannot go on by itself is shown here, with the cause.",
  shown: (shown: number, all: number) =>
    `${String(shown)} of ${String(all)} that stand still are shown: those of your queues, the oldest first.`,
  onMap: (n: number) => `Show the ${tickets(n)} that ${n === 1 ? "stands" : "stand"} still`,
  ofWorkflow: (workflow: string) => `Only those of ${workflow} are shown.`,
  everything: "Show all of them",
  list: "Tickets that stand still",
  all: (n: number) => `All ${String(n)}`,
  since: "since",
  journey: "Journey",
  causes: {
    fork: "Its turns contradict the record.",
    gap: "A turn before the next one is missing in the record.",
    refused: "The database did not take its last turn.",
    interpreter: "Something came that could not be read.",
  } as Readonly<Record<string, string>>,

  how: "What is to be done?",
  ways: {
    retry: "Try the step again",
    reload: "Reload from the record",
    skip: "Skip what fails",
  },
  about: {
    retry: "What could not be done is done again. Right when its cause has been mended.",
    reload: "What was never stored is forgotten, and it goes on from the last turn of the record.",
    skip: "What fails each time is set aside in the timeline, with your reason; nothing follows from it, and the ticket goes on.",
  },
  reason: "Why is it skipped?",
  reasonAbout: "It stands in the timeline and in the audit trail.",
  setsAside: (what: string, then: string) => `Sets aside “${what}”: ${then}`,
  /** What skipping means, by what is skipped. */
  then: {
    message_received:
      "the message can be read in the timeline and stands under Administration, Channels, to be handed over again.",
    acted: "what was filled in can be read in the timeline, and has to be done again.",
    clock_due:
      "nothing follows from the time having run out; a promise stays late until it is kept.",
    clock_reached: "nothing follows from it; the clock runs on.",
    decided: "what the rules answered is not done; somebody has to decide.",
    reserved: "what was reserved goes back.",
    alert_acknowledged: "people go on being called.",
  } as Readonly<Record<string, string>>,
  thenNothing: "it stays in the timeline, and nothing follows from it.",
  would: {
    writes_again: (n: number) => `Writes ${count(n, "turn", "turns")} again.`,
    reads_again: () => "Reads again what came.",
    same_again: () => "Cannot help: it would stand still again for the same reason.",
    forgets: (n: number, stored: number) =>
      `Forgets ${count(n, "turn", "turns")} and goes on from turn ${String(stored)}.`,
    loses_nothing: (_n: number, stored: number) =>
      `Goes on from turn ${String(stored)}; nothing is forgotten.`,
    nothing_stored: () => "Cannot be done: nothing of it was ever stored.",
    sets_aside: () => "Sets aside what it stands at.",
    one_of_several: () =>
      "Not yet: several turns were refused together. Try the step again first; it then stands at the very one.",
    no_single_event: () => "Cannot be skipped: it does not stand at one thing.",
    going: () => "Needs nothing: it goes on already.",
    over: () => "Cannot be done: it does not run any more.",
  },
  looking: "Looking at what that would do …",
  pick: "Choose tickets to see what that would do for each.",
  plan: (can: number, cannot: number) =>
    cannot === 0
      ? `${tickets(can)} can be repaired so.`
      : `${tickets(can)} can be repaired so, ${String(cannot)} cannot.`,
  go: (how: string, n: number) => `${how}: ${tickets(n)}`,
  wave: "Rest after so many tickets",
  waveAbout: "To see first whether it helps. Empty repairs all in one.",

  runs: "Repairs",
  earlier: (n: number) => count(n, "earlier repair", "earlier repairs"),
  run: (how: string, n: number, standing: string) => `${how}: ${tickets(n)} · ${standing}`,
  standing: {
    running: "Under way",
    resting: "Resting",
    stopped: "Stopped",
    done: "Over",
  },
  counts: {
    done: (n: number) => `${String(n)} repaired`,
    notDone: (n: number) => `${String(n)} not repaired`,
    waiting: (n: number) => `${String(n)} to go`,
    left: (n: number) => `${String(n)} left as before`,
  },
  progress: (n: number) => `How many of ${tickets(n)} are decided`,
  goOn: (n: number) => `Go on with the next ${n === 1 ? "one" : String(n)}`,
  stop: "Stop",
  results: "What became of them",
  rest: (n: number) => `The other ${n === 1 ? "one" : String(n)}`,
  others: (n: number) => `${tickets(n)} of queues that you do not see.`,
  waits: "Waits for its turn.",
  left: "Left as before.",
  done: "The repair has started.",
  skipped: "Set aside; it goes on.",
  why: {
    going: "It goes on already; nothing had to be done.",
    over: "It does not run any more; nothing had to be done.",
    cannot: "Not done: this cannot help it.",
    changed: "Not done: it stands otherwise than was shown. Look at it again.",
    not_theirs: "Not done: whoever started this may not repair it any more.",
    no_answer: "It did not answer; nobody knows whether it was done. Look at it.",
  },
};
