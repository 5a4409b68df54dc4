import { expect, test } from "vitest";
import type { Actor } from "../event.js";
import type { CaseProgram } from "../slim.js";
import { MONDAY, openStory, type Story } from "../../../tests/support/story.js";

/**
 * Interpreter 1 is frozen: cases that run on it depend on every byte of what it answers. The workflow below is its own, so
 * that nothing an admin or we change in shipped definitions can move it; it uses every feature at least once.
 */
const program: CaseProgram = {
  kind: "workflow",
  spec: 1,
  id: "frozen",
  name: "Frozen",
  messageField: "text",
  priorities: ["Urgent", "Normal"],
  defaultPriority: "Normal",
  defaultQueue: "front",
  initial: "open",
  onCreate: [
    { do: "send", template: "received" },
    {
      do: "decide",
      rules: "routing",
      when: { fact: "case.queue", operator: "equal", value: "front" },
    },
  ],
  states: {
    open: { name: "Open", class: "new", onEnter: [{ do: "send", template: "opened" }] },
    busy: { name: "Busy", class: "working", onEnter: [{ do: "send", template: "busy" }] },
    idle: { name: "Idle", class: "waiting" },
    over: { name: "Over", class: "done", final: true },
  },
  transitions: {
    urgent: {
      name: "Urgent",
      from: ["open"],
      to: "busy",
      on: [{ event: "decided", rules: "routing" }],
      when: { fact: "outcome.priority", operator: "equal", value: "Urgent" },
      set: { priority: { from: "outcome.priority" }, queue: "back" },
    },
    route: {
      name: "Route",
      from: ["open"],
      to: "open",
      on: [{ event: "decided", rules: "routing" }],
      set: { "data.routed": true, queue: { from: "outcome.queue" } },
    },
    take: {
      name: "Take",
      from: ["open"],
      to: "busy",
      by: ["nurse"],
      set: { assignee: { from: "actor.id" } },
    },
    note: { name: "Note", from: "*", by: ["nurse", "doctor"], form: "note", commutes: true },
    rank: {
      name: "Rank",
      from: "*",
      by: ["doctor"],
      set: { priority: { from: "input.priority" } },
      then: [{ do: "decide", rules: "routing" }],
    },
    ask: {
      name: "Ask",
      from: ["busy"],
      to: "idle",
      by: ["nurse"],
      when: { not: { fact: "input.text", operator: "isAbsent" } },
      set: { assignee: null, "data.asked": { from: "input.text" } },
      then: [{ do: "send", template: "question" }],
    },
    heard: { name: "Heard", from: ["idle"], to: "busy", on: [{ event: "message_received" }] },
    remind: {
      name: "Remind",
      from: ["idle"],
      on: [{ event: "clock_due", clock: "patience" }],
      then: [{ do: "send", template: "reminder" }],
    },
    end: { name: "End", from: ["busy", "idle"], to: "over", by: ["doctor"] },
  },
  clocks: {
    first: {
      name: "First",
      starts: { event: "created" },
      stops: ["take"],
      target: { Urgent: "PT5M", Normal: "PT4H" },
    },
    patience: { name: "Patience", starts: { state: "idle" }, target: "P1DT1M" },
  },
};

const nurse: Actor = { id: "u-nurse", roles: ["nurse"] };
const doctor: Actor = { id: "u-doctor", roles: ["doctor"] };

/** One case whole, with everything that comes late, twice or to the wrong state. */
function wholeCase(): Story {
  const story = openStory(program, { data: { name: "Asha" } }, 1);
  story.decides("routing", { queue: "back", priority: "Normal" });
  story.decides("routing", { queue: "lab" }, 1);
  story.at = MONDAY + 61_000;
  story.acts("note", nurse, { text: "é" }, 1);
  story.acts("rank", doctor, { priority: "Urgent" });
  const [early, due] = [MONDAY + 299_999, { type: "clock_due", clock: "first" } as const];
  story.happens({ ...due, at: early });
  story.waitsFor("first");
  story.acts("take", nurse, {}, 2);
  story.acts("ask", nurse, {});
  story.acts("ask", nurse, { text: "Since when?" });
  story.writes("Hello", 1);
  story.waitsFor("patience");
  story.writes("Since Monday", 4);
  story.happens({ type: "message_failed", at: story.at, effect: "T-1.9.0", why: "rejected" });
  story.acts("ask", nurse, { text: "Better?" });
  story.acts("end", doctor);
  story.writes("Thanks", 5);
  story.acts("take", nurse);
  return story;
}

/** Another one, of nobody whom a message reaches, that the rules take on at once. */
function urgentCase(): Story {
  const story = openStory(
    program,
    { contact: null, message: null, priority: "Other", queue: "front" },
    1,
  );
  story.at = MONDAY + 1_000;
  story.decides("routing", { priority: "Urgent" });
  return story;
}

test("interpreter 1 still answers, byte for byte, what it answered when it was frozen", () => {
  const seen = [...wholeCase().turns, ...urgentCase().turns].map(
    ({ turn, transition, note, digest }) =>
      `${String(turn)} ${transition ?? note ?? "opened"} ${digest.slice(0, 16)}`,
  );
  expect(
    seen,
    "Interpreter 1 is frozen: running cases would fork. Leave v1 as it is, copy it to v2, change that, and list it in engine/interpreter/index.ts",
  ).toEqual([
    "1 opened e9bbd3feea64be74",
    "2 route dce205a8a2d98c9b",
    "3 stale e39b3d243e14f74e",
    "4 note fffd885b5d134135",
    "5 rank 8ee561abcd863d4b",
    "6 stale 6ccac6088c3b464d",
    "7 no_transition d546a78462fbebc9",
    "8 take dbaef8797b176454",
    "9 refused 698829be6f89c44d",
    "10 ask 21f34ce27620a1fc",
    "11 repeated 7c995a7ea2bcfd62",
    "12 remind 26ffce2252a265f3",
    "13 heard a548e673ae0c1157",
    "14 no_transition e8277247eb2b1be8",
    "15 ask 1b2d1818b4757190",
    "16 end 01c6fc31232aa0ff",
    "17 closed 81cd21c7fa96abce",
    "18 closed 220055cee9f1c4b4",
    "1 opened 0c70ecf354337044",
    "2 urgent 34219fe93ba78cd6",
  ]);
});
