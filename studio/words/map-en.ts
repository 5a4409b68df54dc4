import { count } from "./count.js";

const one = new Intl.ListFormat("en", { type: "disjunction" });
const all = new Intl.ListFormat("en", { type: "conjunction" });

/** The texts about how a case moves, in English. */
export const mapEn = {
  title: "Workflows",
  lead: "How each kind of case moves.",
  none: "No workflow is published",
  noneText: "A release without a workflow runs nothing.",
  unknown: "There is no such workflow",
  unknownText: "It may have been called differently in an earlier release.",
  all: "All workflows",
  summary: (states: number, transitions: number) =>
    `${count(states, "state", "states")}, ${count(transitions, "transition", "transitions")}`,
  unpublished: "Not published yet",
  release: (n: number) => `Release ${String(n)}, running now`,
  openOne: "Open one at the desk",
  views: "View",
  asMap: "Map",
  asTable: "Table",
  asText: "Text",
  wrong: "Something is wrong here",
  picture: (workflow: string) => `Map of ${workflow}`,
  drawWay: "Draw a line from here: to another state, or to where a new one is to be",
  pictureHint:
    "Choose a state or a way between two states to read what happens there. The table says the same.",
  large:
    "A large picture: only what is in sight is drawn. Finding something leads to it, and the table names everything.",
  bigger: "Larger",
  smaller: "Smaller",
  fit: "Show everything",
  close: "Close",
  legend: "Signs",
  everywhere: "Possible in every state:",
  and: (names: readonly string[]) => all.format(names),
  or: (names: readonly string[]) => one.format(names),

  kinds: { new: "New", working: "Working", waiting: "Waiting", done: "Done" },
  begins: "Start",
  ends: "End",
  open: (n: number) => `${count(n, "case", "cases")} here now`,
  showOpen: (n: number) => `Show the ${count(n, "open case", "open cases")}`,
  elsewhere: (n: number) =>
    `${count(n, "more open case is", "more open cases are")} in states that only an earlier release has.`,
  uncounted: "How many cases are open in each state could not be loaded.",
  fromAnywhere: (names: string) => `From anywhere: ${names}`,
  staying: (n: number) => `${count(n, "thing", "things")} can happen here without moving`,
  more: (n: number) => `and ${String(n)} more`,
  everybody: "All roles",
  someRoles: (n: number) => count(n, "role", "roles"),
  signs: {
    people: "Somebody does it",
    message: "A message does it: of the patient, or one that did not arrive",
    rules: "Rules do it",
    clock: "A clock that runs out does it",
    stock: "Something shared that can run out does it",
    assigned: "It being given to somebody does it, or that nobody is free",
    cases: "Another case does it",
    system: "The answer of another system does it, or that there is none",
    alert: "The answer to an alert does it, or that nobody answers",
    anywhere: "Leads here from anywhere",
    staying: "Things that happen without moving",
  },
  way: (from: string, to: string, what: readonly string[]) =>
    `From ${from} to ${to}: ${what.join(", ")}`,
  spoken: (name: string, by: readonly string[]) => `${name} (${by.join("; ")})`,

  panel: {
    to: (state: string) => `to ${state}`,
    from: (state: string) => `from ${state}`,
    between: (from: string, to: string) => `${from} → ${to}`,
    here: "What happens here",
    begins: "Every new case begins here.",
    ends: "A case ends here. Nothing more can be done with it.",
    kind: {
      new: "A case here still has to be begun.",
      working: "Somebody is working on a case here.",
      waiting: "A case here waits for somebody else.",
      done: "The work on a case here is over.",
    },
    out: "Where it goes from here",
    staysHere: "What can be done here without moving",
    always: "What can be done here as in every state",
    in: "How a case comes here",
    fromAnywhere: "from anywhere",
    noWayOut: "Nothing leads on from here.",
    who: "Who or what does it",
    asks: "What the form asks",
    only: "When it is possible",
    does: "What happens then",
    clocks: "Clocks",
    required: "must be filled in",
  },

  readers: {
    role: (name: string) => `Everybody with the role ${name}`,
    queue: (name: string) => `Everybody who works ${name}`,
    queueOf: (what: string) => `Everybody who works the queue in ${what}`,
    assignee: "Whoever the case is assigned to",
    personOf: (what: string) => `Whoever ${what} names`,
  },
  says: {
    people: (roles: string) => `${roles} can do it.`,
    message: "It happens by itself when the patient writes.",
    rules: (name: string) => `It happens by itself when the rules “${name}” have answered.`,
    clock: (name: string) => `It happens by itself when the clock “${name}” runs out.`,
    mark: (clock: string, mark: string) =>
      `It happens by itself when the clock “${clock}” reaches “${mark}”.`,
    reaches: (clock: string, mark: string, what: string) =>
      `When “${clock}” reaches “${mark}”: ${what}.`,
    workingDays: (n: number) => count(n, "working day", "working days"),
    counts: (calendar: string) => `it counts only in “${calendar}”`,
    countsFor: (priorities: readonly string[], calendar: string) =>
      `${priorities.join(", ")} ${priorities.length === 1 ? "counts" : "count"} only in “${calendar}”`,
    pauses: (states: string) => `it stands still in ${states}`,
    timeless: (priorities: string) => `it stands still at the priority ${priorities}`,
    noPromise: "nobody is promised it, so reports leave it out",
    onTheWay: (mark: string) => `“${mark}” comes on the way`,
    asks: (fields: string) => `A form asks for ${fields}.`,
    when: (condition: string) => `Only when ${condition}.`,
    effectWhen: (sentence: string, condition: string) =>
      `${sentence.replace(/\.$/, "")}, but only when ${condition}.`,
    sendUrgent: (name: string) =>
      `The patient gets the message “${name}”, which overtakes all that wait.`,
    send: (name: string) => `The patient gets the message “${name}”.`,
    decide: (name: string) => `The rules “${name}” are asked.`,
    reserve: (amount: number, name: string, span: string | undefined) =>
      `The case reserves ${String(amount)} of “${name}”${span === undefined ? "" : ` for ${span}`}.`,
    use: (name: string) => `What the case has reserved of “${name}” is used up.`,
    release: (name: string) => `What the case has reserved of “${name}” goes back.`,
    reserved: (name: string) => `It happens by itself when “${name}” has been reserved.`,
    used: (name: string) => `It happens by itself when “${name}” has been used up.`,
    refused: (name: string) =>
      `It happens by itself when there is not enough of “${name}”, or it was held too long.`,
    opens: {
      child: (name: string) => `A case of “${name}” is opened, and this one hears when it closes.`,
      related: (name: string) => `A case of “${name}” is opened and linked to this one.`,
    },
    samePerson: (sentence: string) => `${sentence.replace(/\.$/, "")}, for the same person.`,
    tells: {
      parent: (signal: string) => `The case that opened this one is told “${signal}”.`,
      children: (signal: string) => `All open cases that this one has opened are told “${signal}”.`,
    },
    anyWorkflow: "",
    ofWorkflow: (name: string) => ` of “${name}”`,
    case_started: (of: string) => `It happens by itself when a case${of} has been opened.`,
    case_refused: (of: string) => `It happens by itself when a case${of} could not be opened.`,
    child_closed: (of: string) =>
      `It happens by itself when a case${of} that this one has opened closes.`,
    children_closed: (of: string) =>
      `It happens by itself when all cases${of} that this one has opened have closed.`,
    ofTemplate: (name: string) => ` “${name}”`,
    message_failed: (which: string) =>
      `It happens by itself when a message${which} was not delivered, or nobody can say whether it was.`,
    parent_closed: "It happens by itself when the case that opened this one closes.",
    signalled: (signal: string) => `It happens by itself when another case says “${signal}”.`,
    notifies: (who: string, what: string, level: string) =>
      `${who} gets the notice “${what}” (${level}).`,
    calls: (name: string, event: string, what: readonly string[]) =>
      what.length === 0
        ? `“${name}” is told “${event}”.`
        : `“${name}” is told “${event}”, with ${what.join(", ")}.`,
    performs: (words: string, what: readonly string[]) =>
      what.length === 0
        ? `A plugin is asked to ${words}.`
        : `A plugin is asked to ${words}, with ${what.join(", ")}.`,
    plugin_answered: (words: string) =>
      `It happens by itself when the plugin has done it: ${words}.`,
    plugin_failed: (words: string) =>
      `It happens by itself when the plugin could not do it: ${words}.`,
    webhook_answered: (name: string) => `It happens by itself when “${name}” answers.`,
    webhook_failed: (name: string) => `It happens by itself when “${name}” could not be called.`,
    alert: (level: string, team: string) => `An alert (${level}) calls ${team}.`,
    alertUntil: (level: string, team: string, span: string) =>
      `An alert (${level}) calls ${team} every ${span} until somebody acknowledges.`,
    tier: (sentence: string, tier: number) =>
      `${sentence.replace(/\.$/, "")}, beginning with tier ${String(tier)}.`,
    overWith: (sentence: string, clock: string) =>
      `${sentence.replace(/\.$/, "")}; it is over once the clock “${clock}” stops.`,
    ofTeam: (name: string) => `the team “${name}”`,
    ofCase: (what: string) => `the team that ${what} names`,
    anyTeam: "any team",
    alert_acknowledged: (team: string) =>
      `It happens by itself when somebody acknowledges an alert to ${team}.`,
    alert_unanswered: (team: string) =>
      `It happens by itself when nobody acknowledges an alert to ${team}.`,
    anyQueue: "its queue",
    ofQueue: (name: string) => `the queue “${name}”`,
    assigned: (queue: string) => `It happens by itself when ${queue} gives the case to somebody.`,
    nobody_available: (queue: string) =>
      `It happens by itself when ${queue} has nobody to give the case to.`,
    moves: (to: string) => `The case moves to “${to}”.`,
    again: (state: string) => `The case stays in “${state}” and begins it anew.`,
    stays: "The case stays where it is.",
    closes: "The case is closed and all its clocks stop.",
    logs: {
      call: "A phone call with the patient is logged.",
      missed_call: "A phone call that nobody answered is logged.",
    },
    commutes: "It may be done even if the case has moved while somebody was looking.",
    set: (what: string, value: string) => `${what} becomes ${value}.`,
    clear: (what: string) => `${what} is cleared.`,
    unassign: "Nobody is assigned any more.",
    assignActor: "Whoever does it is assigned.",
    stop: (name: string) => `The clock “${name}” stops.`,
    start: (name: string, target: string) => `The clock “${name}” starts: ${target}.`,
    spread: (span: string) => `spread over up to ${span} more`,
    runs: (name: string, target: string) => `“${name}” starts on arriving: ${target}.`,
    runsFromStart: (name: string, target: string) =>
      `“${name}” starts when a case is opened: ${target}.`,
    atMoment: (moment: string) => `at the moment in ${moment}`,
    beforeMoment: (length: string, moment: string) => `${length} before the moment in ${moment}`,
    dueAt: (name: string, begin: string) => `“${name}” is due ${begin}, and moves with it.`,
    runsAt: (name: string, begin: string, target: string) =>
      `“${name}” starts ${begin}, and moves with it: ${target}.`,
    runsOut: (name: string, what: string) => `When “${name}” runs out: ${what}.`,
    openedBy: {
      to: (address: string) => ` to ${address}`,
      by: (endpoint: string) => ` by ${endpoint}`,
      all: (where: string) => `Every first message${where} opens a case.`,
      keyword: (word: string, where: string) =>
        `A text${where} that begins with ${word} opens a case.`,
      known: (where: string, data: string) => `Every message${where} opens a case with ${data}.`,
      field: (title: string, value: string) => `${title}: ${value}`,
    },
    onCreate: (sentence: string) => `When a case is opened: ${sentence}`,
    onEnter: (sentence: string) => `On arriving: ${sentence}`,
    onExit: (sentence: string) => `On leaving: ${sentence}`,
    onExitOf: (state: string, sentence: string) => `On leaving “${state}”: ${sentence}`,
  },

  facts: {
    queue: "The queue",
    priority: "The priority",
    assignee: "The person assigned",
    field: (title: string) => `“${title}”`,
    ofForm: (title: string) => `what the form says under “${title}”`,
    ofCase: {
      queue: "the queue of the case",
      priority: "the priority of the case",
      assignee: "the person assigned to the case",
    } as Readonly<Record<string, string>>,
    outcome: "what the rules answered",
    actor: "whoever does it",
    message: "the text of the message",
    other: (path: string) => `the value of ${path}`,
    quoted: (value: string) => `“${value}”`,
  },

  table: {
    states: "States",
    transitions: "Transitions",
    name: "Name",
    kind: "Kind",
    open: "Open now",
    from: "From",
    to: "To",
    anywhere: "Anywhere",
    stays: "Stays",
    who: "Who or what",
    does: "What happens",
    begins: "begins here",
    ends: "ends here",
  },
};
