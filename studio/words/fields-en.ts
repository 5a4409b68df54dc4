import { clocksEn } from "./clocks-en.js";
import { designerEn } from "./designer-en.js";

/** What a member of a definition is called where it is filled in. */
export type MemberWords = {
  readonly label: string;
  /** What one cannot guess from the label. */
  readonly help?: string;
  /** What leaving it out means; said in the list of choices. */
  readonly none?: string;
};

/** A kind of effect or trigger in the list from which one is added. */
export type KindWords = { readonly name: string; readonly says: string };

/** The texts of the panels in which a workflow is changed, in English. */
export type FieldsWords = typeof fieldsEn;

const noticeLevel = "How much it matters";

/** The texts of the panels in which a workflow is changed, in English. */
export const fieldsEn = {
  clocks: clocksEn,
  designer: designerEn,
  choose: "Choose …",
  leftOut: "Nothing chosen",
  gone: (id: string) => `${id} (not there any more)`,
  own: "Something fixed",
  fromFact: "Taken from …",
  value: (label: string) => `${label}: what`,
  fact: (label: string) => `${label}: taken from`,
  nothing: "Empty",
  valueKinds: { text: "Text", number: "Number", truth: "Yes or no" },
  notANumber: "A number, please.",
  between: (least: number, most: number) => `Between ${String(least)} and ${String(most)}.`,
  amount: (label: string) => `${label}: how much`,
  unit: (label: string) => `${label}: unit`,
  units: { D: "days", H: "hours", M: "minutes", S: "seconds" },

  sets: "What changes in the case",
  addRow: "Add a line",
  target: "Field",
  removeRow: (name: string) => `Remove ${name}`,
  noRows: "Nothing yet.",
  targets: {
    queue: "The queue",
    priority: "The priority",
    assignee: "The person assigned",
    field: (title: string) => `“${title}”`,
  },

  onlyWhen: "Only when …",
  removeCondition: "Remove the condition",

  list: {
    up: (what: string) => `Move up: ${what}`,
    down: (what: string) => `Move down: ${what}`,
    duplicate: (what: string) => `Duplicate: ${what}`,
    remove: (what: string) => `Remove: ${what}`,
    drag: "Drag to move",
  },
  kinds: {
    search: "Search",
    none: "Nothing is called like this.",
  },

  effects: {
    title: "What is done",
    add: "Add something to do",
    none: "Nothing is done yet.",
  },
  triggers: {
    title: "It happens by itself when …",
    add: "Add what makes it happen",
    none: "Only people do it.",
  },

  /** By what an effect does. */
  effectKinds: {
    send: { name: "Send a message", says: "The patient gets a message on the case’s channel." },
    decide: { name: "Ask the rules", says: "A rule set is asked; its answer can move the case." },
    reserve: {
      name: "Reserve something shared",
      says: "Takes of something that can run out: a bed, a locker, a dose.",
    },
    use: { name: "Use up what is reserved", says: "What the case holds never goes back." },
    release: { name: "Give back what is reserved", says: "What the case holds and has not used." },
    alert: { name: "Call people", says: "A team is called until somebody answers, tier by tier." },
    start: { name: "Open another case", says: "A case of this or another workflow, linked to it." },
    signal: { name: "Tell another case", says: "The case that opened this one, or all it opened." },
    webhook: { name: "Call another system", says: "It is told what happened, and may answer." },
    plugin: { name: "Have a plugin do something", says: "It does it once, and may answer." },
    notify: { name: "Tell staff", says: "A notice on their screens; nobody has to answer it." },
  } as Readonly<Record<string, KindWords>>,

  /** By what has happened. */
  triggerKinds: {
    message_received: { name: "The patient writes", says: "On whatever channel it comes." },
    decided: { name: "Rules have answered", says: "Those that “Ask the rules” has asked." },
    clock_due: { name: "A clock runs out", says: "Its time is over and nobody stopped it." },
    clock_reached: { name: "A clock reaches a mark", says: "A warning or a step on its way." },
    reserved: { name: "Something is reserved", says: "There was enough, and the case holds it." },
    used: { name: "Something is used up", says: "What the case held is gone for good." },
    refused: { name: "There is not enough", says: "Or what was held has been held too long." },
    assigned: { name: "Somebody is given the case", says: "By a queue that gives out its cases." },
    nobody_available: { name: "Nobody is free", says: "The queue has nobody to give it to." },
    alert_acknowledged: { name: "Somebody answers an alert", says: "A person took it on." },
    alert_unanswered: { name: "Nobody answers an alert", says: "Everybody was called in vain." },
    case_started: { name: "Another case is opened", says: "The one that this case asked for." },
    case_refused: { name: "Another case cannot be opened", says: "And why is known." },
    child_closed: { name: "A case it opened closes", says: "Each of them, one after the other." },
    children_closed: { name: "All cases it opened are closed", says: "None is open any more." },
    message_failed: { name: "A message did not arrive", says: "Or nobody can say whether it did." },
    parent_closed: { name: "The case that opened it closes", says: "Nobody waits for it now." },
    signalled: { name: "Another case says something", says: "By the word that both know." },
    webhook_answered: { name: "Another system answers", says: "What it said can be read." },
    webhook_failed: { name: "Another system cannot be called", says: "After all tries." },
    plugin_answered: { name: "A plugin has done something", says: "What it said can be read." },
    plugin_failed: { name: "A plugin could not do something", says: "After all tries." },
  } as Readonly<Record<string, KindWords>>,

  /** By member; one that means something else in one kind by `kind.member`. */
  members: {
    template: { label: "Message", none: "Any message" },
    urgent: { label: "Overtakes every message that waits" },
    whileHere: {
      label: "A reminder",
      help: "Not sent any more once the case has left the state, however long it had to wait.",
    },
    when: { label: "Only when …" },
    rules: { label: "Rules" },
    quantity: { label: "Of what" },
    amount: { label: "How many" },
    hold: { label: "Held for", help: "What is not used by then goes back. Empty: kept." },
    level: { label: "How loud" },
    "notify.level": { label: noticeLevel, none: "For information" },
    team: { label: "Team", none: "Any team" },
    tier: { label: "Begins with tier" },
    until: { label: "Goes on calling until somebody acknowledges" },
    about: {
      label: "About the clock",
      help: "Once that is stopped, the alert is over.",
      none: "No clock",
    },
    every: { label: "Time between two calls", help: "Five minutes if left empty." },
    times: { label: "Calls before the next tier" },
    workflow: { label: "Workflow", none: "Any workflow" },
    as: { label: "How they belong together" },
    set: { label: "What it begins with" },
    priority: { label: "Priority", help: "Its usual one if left empty." },
    contact: { label: "Whom it talks with", none: "Nobody" },
    to: { label: "Who is told" },
    signal: { label: "Word", help: "Both cases have to know it." },
    webhook: { label: "System" },
    event: { label: "What it is told has happened" },
    send: { label: "What it is told besides", help: "Nothing else leaves but the case’s number." },
    effect: { label: "What it is to do" },
    with: { label: "What it is given", help: "Nothing else leaves but the case’s number." },
    says: { label: "Text", help: "Everybody reads the same; the case is named beside it." },
    clock: { label: "Clock" },
    mark: { label: "Mark" },
    queue: { label: "Queue", none: "Its own queue, whichever that is" },
    role: { label: "Role" },
    person: { label: "Person", help: "An e-mail address, or taken from the case." },
    state: { label: "State" },
    transition: { label: "Transition" },
    field: { label: "Field with a moment" },
    before: { label: "So long before", help: "At that moment itself if left empty." },
    name: { label: "Name" },
    starts: { label: "Starts" },
    promise: {
      label: "Somebody is promised it, so that reports count it",
      none: "As usual: yes, unless it is spread or has no time",
    },
    spread: {
      label: "Spread over",
      help: "For chores: cases that would all be due at once come one after the other.",
    },
    percent: { label: "Percent of its time" },
    afterStart: { label: "After its start" },
    beforeDue: { label: "Before it is due" },
    afterDue: { label: "After it was due" },
  } as Readonly<Record<string, MemberWords>>,

  /** Values of a member, and the shapes that it can have, by `member.value`. */
  values: {
    "level.emergency": "Emergency",
    "level.critical": "Critical",
    "level.warning": "Warning",
    "level.info": "For information",
    "as.child": "This case waits for it",
    "as.related": "They are only linked",
    "contact.same": "The same person",
    "contact.none": "Nobody",
    "to.parent": "The case that opened this one",
    "to.children": "All open cases that this one opened",
    "starts.created": "When a case is opened",
    "starts.state": "On entering a state",
    "starts.transition": "With a transition, each time anew",
    "starts.field": "At a moment that the case holds",
    "mark.percent": "After a part of its time",
    "mark.afterStart": "Some time after its start",
    "mark.beforeDue": "Some time before it is due",
    "mark.afterDue": "Some time after it was due",
    "to.person": "One person",
    "to.role": "Everybody with a role",
    "to.queue": "Everybody who works a queue",
  } as Readonly<Record<string, string>>,

  /** Facts that only some events bring. */
  facts: {
    "actor.id": "whoever does it",
    "message.text": "the text of the message",
    "alert.team": "the team of the alert",
    "alert.level": "how loud the alert is",
    "assigned.person": "who was given the case",
    "assigned.queue": "the queue that gave it",
    "other.id": "the number of the other case",
    "other.workflow": "the workflow of the other case",
    "other.state": "the state of the other case",
    "refused.why": "why it could not be opened",
    "failed.template": "the message that did not arrive",
    "failed.why": "why it did not arrive",
    "failure.why": "why it came to nothing",
    "failure.status": "the status that came back",
  } as Readonly<Record<string, string>>,
  outcome: (what: string) => `what the rules answered: ${what}`,
  answer: (what: string) => `what the other system answered: ${what}`,
};
