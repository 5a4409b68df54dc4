import { beforeAll, describe, expect, test } from "vitest";
import { goodRelease } from "../../tests/definitions/corpus.js";
import { scenariosBelow } from "../../tests/scenarios/scenario-files.js";
import { stay } from "../../tests/support/ward.js";
import { sample } from "../../tests/support/laboratory.js";
import { frozen } from "../../tests/support/story.js";
import { findProjectRoot } from "../config.js";
import { contributionsOf } from "../contributions.js";
import { durationMs } from "../definition/duration.js";
import { parseRelease, parseScenario } from "../definition/parse.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Scenario } from "../definition/scenario.js";
import {
  aheadIn,
  allowedIn,
  backTo,
  conversationIn,
  type Move,
  newSession,
  nextIn,
  nowIn,
  outsideOf,
  playedWithRules,
  replayed,
  runScenario,
  runTests,
  type Session,
  skippedToNext,
  stateIn,
  testOf,
  waitedFor,
} from "./index.js";
import { USUAL_BEGINNING } from "./scenario-run.js";

const files = [
  ...scenariosBelow("workflows/definitions/"),
  ...scenariosBelow("tests/support/lost-property/"),
];
/** Stories that leave out what comes by itself: somebody acts before the rules have answered, or a clock on the way is not told. */
const NOT_EVERYTHING = ["two-people-at-once", "emergency", "emergency-by-hand"];

let release: ReleaseBody;
beforeAll(async () => {
  const parsed = parseRelease(await goodRelease());
  if (!parsed.ok) throw new Error("the shipped definitions do not load");
  release = frozen({
    ...parsed.value,
    workflows: [...parsed.value.workflows, sample, stay],
    organisation: {
      ...parsed.value.organisation,
      queues: parsed.value.organisation.queues.map((queue) =>
        queue.id === "lobby" ? { ...queue, assign: { by: "round_robin" as const } } : queue,
      ),
    },
  });
});

const begin = (workflow: string, begins = USUAL_BEGINNING): Session => {
  const session = newSession(release, workflow, { begins, caseId: "T-1" });
  if (session === undefined) throw new Error(`no ${workflow}`);
  return frozen(session);
};

/** The session after these moves, frozen, so that whoever changes a kept moment fails. */
const after = (session: Session, ...moves: readonly Move[]): Session =>
  moves.reduce((now, move) => {
    const next = playedWithRules(now, move);
    if ("unfit" in next) throw new Error(next.unfit);
    return frozen(next.session);
  }, session);

const textsOf = (session: Session) => conversationIn(session).said.map(({ text }) => text);

describe("trying a workflow", () => {
  test.each(files.filter(({ name }) => !NOT_EVERYTHING.includes(name)))(
    "$scenario.workflow: $name goes as its scenario does, when people act, time passes and rules answer by themselves",
    ({ scenario }) => {
      const [tried, run] = [triedLike(scenario), runScenario(scenario, release)];
      expect(stateIn(tried)).toEqual(run && stateIn(run.session));
      expect(tried.moments.map(({ turn }) => turn.digest)).toEqual(
        run?.session.moments.map(({ turn }) => turn.digest),
      );
    },
  );

  test.each(files)("$scenario.workflow: $name, kept as a test, is one that holds", (file) => {
    const run = runScenario(file.scenario, release);
    const { workflow } = file.scenario;
    const kept = run && testOf(run.session, "Kept");
    const scenario = kept && ({ kind: "scenario", spec: 1, workflow, ...kept } as const);
    expect(parseScenario(scenario)).toMatchObject({ ok: true });
    const again = scenario && runScenario(scenario, release);
    expect(again?.stuck).toBeUndefined();
    expect(again?.results).toHaveLength(file.scenario.steps.length);
    for (const { seen, expected } of again?.results ?? []) expect(seen).toEqual(expected);
  });

  test("the rules say why, with every value that they saw", () => {
    const session = after(begin("ticket"), { created: { message: "Where can I pay my bill?" } });
    const decision = session.moments.at(-1)?.decision;
    expect(decision).toMatchObject({ rule: "billing", outcome: { queue: "billing" } });
    expect(JSON.stringify(decision?.trace)).toContain('"seen":"Where can I pay my bill?"');
  });

  test("the patient reads the text in the language and the shape of the channel", () => {
    const message = "Nahitaji miadi";
    const bySms = after(begin("ticket"), { created: { message, language: "sw" } });
    expect(conversationIn(bySms).said.map(({ from, template }) => template ?? from)).toEqual([
      "patient",
      "ticket-received",
      "ticket-assigned",
    ]);
    expect(textsOf(bySms)[1]).toContain("T-1");
    const english = textsOf(after(begin("ticket"), { created: { message } }));
    expect(textsOf(bySms)[1]).not.toBe(english[1]);
    const byMail = after(begin("ticket"), { created: { message, channel: "email" } });
    expect(conversationIn(byMail).said[1]).toMatchObject({
      subject: `[T-1] ${release.organisation.name}`,
      segments: null,
    });
  });

  test("time that passes rings every clock on its way, in working time, and ends where it should", () => {
    const opened = after(begin("ticket"), { created: { message: "The app does not open" } });
    const next = nextIn(opened);
    expect(next).toMatchObject({ clock: "first_response", mark: "warning" });
    const later = waitedFor(opened, durationMs("P2D"));
    const rung = later.moments.slice(opened.moments.length).map(({ turn }) => turn.transition);
    expect(rung).toEqual(["answer_soon", "escalate_late"]);
    expect(nowIn(later)).toBe(USUAL_BEGINNING + durationMs("P2D"));
    expect(stateIn(later)?.queue).toBe("medical");
    expect(stateIn(skippedToNext(opened))).toEqual(
      stateIn(backTo(later, opened.moments.length + 1)),
    );
  });

  test("going back is taking an earlier moment; from there it may go another way", () => {
    const opened = after(begin("ticket"), { created: { message: "I need an appointment" } });
    const claimed = after(opened, { acted: "claim", as: "support" });
    const back = backTo(claimed, opened.moments.length);
    expect(stateIn(back)).toEqual(stateIn(opened));
    expect(
      stateIn(after(back, { acted: "escalate", as: "admin", input: { reason: "x" } }))?.queue,
    ).toBe("medical");
  });

  test("who may not do it is told so, and nothing moves", () => {
    const opened = after(begin("ticket"), { created: { message: "I need an appointment" } });
    const refused = after(opened, { acted: "void", as: "support", input: { reason: "x" } });
    expect(refused.moments.at(-1)?.refusal).toMatchObject({ code: "not_allowed" });
    expect(stateIn(refused)?.state).toBe("assigned");
  });

  test("other systems answer or do not, and what does not fit says why", () => {
    const ordered = after(
      begin("sample"),
      { created: { data: { label: "A-12" }, as: "porter" } },
      { acted: "order", as: "porter" },
    );
    const answered = after(ordered, { answered: "lab", answer: { orderNumber: "L-7" } });
    expect(stateIn(answered)).toMatchObject({ state: "at_the_lab", data: { orderNumber: "L-7" } });
    expect(stateIn(after(ordered, { unreachable: "lab" }))?.state).not.toBe("at_the_lab");
    expect(playedWithRules(answered, { answered: "lab" })).toEqual({ unfit: "Nobody called lab" });
    expect(playedWithRules(begin("sample"), { message: "Hello" })).toEqual({
      unfit: "A case has to be opened first",
    });
  });

  test("a message that did not arrive, and a queue that gives its cases to people, are told to the case", () => {
    const opened = after(begin("lost-property"), { created: { message: "I left my phone" } });
    const failed = after(opened, { undelivered: "lp-received" });
    expect(failed.moments.at(-1)?.turn.event).toMatchObject({ type: "message_failed" });
    const given = after(opened, { given: "porter" });
    expect(stateIn(given)?.assignee).toBe("porter-1");
    expect(stateIn(after(opened, { nobodyFree: true }))?.unattended).toBe(1);
  });
});

test("a plugin does nothing here, and pretends the answer that it declares, or comes to nothing", async () => {
  const { effects } = await contributionsOf({
    projectRoot: findProjectRoot(),
    rulePlugins: ["./examples/wards"],
  });
  const opened = newSession(release, "stay", { begins: USUAL_BEGINNING, caseId: "Y-1", effects });
  if (opened === undefined) throw new Error("no stay");
  const asked = after(
    opened,
    { created: { data: { reason: "Watched over night" }, as: "porter" } },
    { acted: "book", as: "porter" },
  );
  const [done, undone] = outsideOf(asked, "porter");
  expect([done, undone]).toEqual([
    { performed: "wards.bookBed", answer: { bed: "B-12" } },
    { unperformed: "wards.bookBed" },
  ]);
  const booked = after(asked, done as Move);
  expect(stateIn(booked)).toMatchObject({ state: "in_bed", data: { bed: "B-12" } });
  expect(booked.moments.at(-1)?.turn.event).toMatchObject({ words: "book a bed" });
  expect(stateIn(after(asked, undone as Move))?.state).toBe("by_hand");
  expect(playedWithRules(booked, done as Move)).toEqual({
    unfit: "Nobody asked for wards.bookBed",
  });
  expect(runTests(stay, release)).toMatchObject([{ difference: null }]);
});

test("what may happen next is told: who may do what, what time brings, and who may answer outside", () => {
  const opened = after(begin("ticket"), { created: { message: "My father has chest pain" } });
  expect(allowedIn(opened, "medical")).toContain("claim_emergency");
  expect(allowedIn(opened, "patient")).toEqual([]);
  expect(aheadIn(opened).map(({ clock, mark }) => mark ?? clock)).toEqual([
    ...["warning", "first_response", "next_tier", "emergency_resolution"],
    "resolution",
  ]);
  expect(aheadIn(opened).at(-1)).toEqual({ clock: "resolution", at: null });
  expect(outsideOf(opened, "medical")).toEqual([
    { acknowledged: "medical", as: "medical" },
    { unanswered: "medical" },
    { undelivered: "ticket-emergency" },
  ]);
  for (const move of outsideOf(opened, "medical"))
    expect(playedWithRules(opened, move)).not.toHaveProperty("unfit");
  const waiting = after(begin("lost-property"), { created: { message: "I left my phone" } });
  expect(outsideOf(waiting, "porter")).toContainEqual({ given: "porter" });
});

test("a definition that is changed while somebody tries it is tried on from the same moves", () => {
  const claimed = after(
    begin("ticket"),
    { created: { message: "I need an appointment" } },
    { acted: "claim", as: "support" },
  );
  const states = { ...claimed.workflow.states, in_progress: { name: "Busy", class: "working" } };
  const changed = { ...claimed.workflow, states } as typeof claimed.workflow;
  const workflows = [changed, ...release.workflows.filter(({ id }) => id !== "ticket")];
  const again = replayed(claimed, { ...release, workflows });
  expect(again?.moments.map(({ turn }) => turn.digest)).toEqual(
    claimed.moments.map(({ turn }) => turn.digest),
  );
  expect(again?.workflow.states["in_progress"]?.name).toBe("Busy");
  expect(replayed(claimed, { ...release, workflows: [] })).toBeUndefined();
});

test("tests that a workflow carries say what they cover, and where they first come out otherwise", () => {
  const claimed = after(
    begin("ticket"),
    { created: { message: "I need an appointment" } },
    { acted: "claim", as: "support" },
  );
  const test = testOf(claimed, "Somebody takes it");
  const ticket = { ...claimed.workflow, tests: test ? [test] : [] };
  const [holds] = runTests(ticket, release) ?? [];
  expect(holds).toMatchObject({ difference: null });
  expect([...(holds?.transitions ?? [])]).toEqual(["route", "claim"]);
  expect([...(holds?.states ?? [])]).toEqual(["new", "assigned", "in_progress"]);
  const claim = {
    ...ticket.transitions["claim"],
    then: [],
  } as (typeof ticket)["transitions"][string];
  const quiet = { ...ticket, transitions: { ...ticket.transitions, claim } };
  const workflows = release.workflows.map((one) => (one.id === "ticket" ? quiet : one));
  expect(runTests(quiet, { ...release, workflows })?.[0]?.difference).toEqual({
    ...{ step: 2, member: "sends" },
    ...{ expected: '["ticket-in-progress"]', seen: "[]" },
  });
  const fuzzy = { fact: "data.description", operator: "fuzzy.like", value: "pain" } as const;
  const ruleSets = release.ruleSets.map((set) => ({
    ...set,
    rules: set.rules.map((rule) => ({ ...rule, when: fuzzy })),
  }));
  expect(runTests(ticket, { ...release, ruleSets })).toBeNull();
});

test("a scenario stops at a step that does not fit, and says which", () => {
  const scenario: Scenario = {
    ...{ kind: "scenario", spec: 1, workflow: "ticket", name: "Nobody asked" },
    steps: [
      { created: { message: "Hello" }, expect: { state: "new" } },
      { ledger: "reserved", quantity: "lockers", expect: {} },
    ],
  };
  const run = runScenario(scenario, release);
  expect(run?.results).toHaveLength(1);
  expect(run?.stuck).toEqual({ step: 1, why: "Nobody asked for lockers" });
  expect(runScenario({ ...scenario, workflow: "nothing" }, release)).toBeUndefined();
});

/** A scenario tried by somebody who waits and lets the rules answer, instead of telling every event. */
function triedLike({ steps }: Scenario): Session {
  const [first] = files.filter(({ scenario }) => scenario.steps === steps);
  const start = begin(first?.scenario.workflow ?? "");
  return steps.reduce((session, { expect: _expect, ...step }) => {
    const waited = step.after === undefined ? session : waitedFor(session, durationMs(step.after));
    if ("decided" in step) return waited;
    if ("due" in step) return skippedToNext(waited);
    const { after: _after, ...move } = step as Move;
    return after(waited, move);
  }, start);
}
