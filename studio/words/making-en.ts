/** The texts about making rules, messages and queues from nothing, in English. */
export const makingEn = {
  rules: { make: "New rules", button: "New rules …", open: "Open these rules" },
  template: { make: "New message", button: "New message …", open: "Open this message" },
  queue: { make: "New queue", button: "New queue …", open: "Open this queue" },
  makeIt: "Make it",
  name: "What it is called",
  noId: "It needs a letter or a digit.",
  rulesHint:
    "Rules look at what is known of a case and answer. They begin without any rule: add some on their page, and try them there.",
  ofWorkflow: "For which cases",
  hit: "When several rules match",
  hits: {
    first: "The first one answers",
    unique: "That is a mistake: only one may match",
    all: "All of them answer; of two that answer the same, the first one",
  },
  otherwiseQueue: "Queue, when no rule matches",
  otherwisePriority: "Priority, when no rule matches",
  notAnswered: "They do not decide this",
  answersNothing: "Rules have to answer something: choose a queue or a priority.",
  followed: "Follow the rules",
  messageHint: "What the patient reads, in each language. What there is to put in stands below.",
  textNeeded: "Write it in one language at least.",
  sees: "Who sees it",
};
