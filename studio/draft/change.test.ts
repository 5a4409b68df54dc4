import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WEEKDAYS } from "../../engine/definition/calendar.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import {
  applyChange,
  changedBody,
  draftIn,
  idleChanges,
  isKnownChange,
  modelIn,
  placeOfChange,
  subjectOf,
  type Change,
  type Edit,
} from "./change.js";
import { recorded, redone, undone, undoneAll, UNCHANGED, withoutAll, type Draft } from "./draft.js";
import type { ListName } from "./release-lists.js";

const workflow: Workflow = {
  kind: "workflow",
  spec: 1,
  id: "parcel",
  name: "Parcel",
  subject: { type: "parcel", prefix: "P" },
  data: { type: "object", properties: {}, additionalProperties: false },
  priorities: ["Normal"],
  defaultPriority: "Normal",
  defaultQueue: "desk",
  initial: "new",
  states: {
    new: { name: "New", class: "new" },
    done: { name: "Done", class: "done", final: true },
  },
  transitions: {},
};

const base: ReleaseBody = {
  organisation: {
    kind: "organisation",
    spec: 1,
    name: "Clinic",
    defaultLanguage: "en",
    languages: ["en"],
    country: "KE",
    emergencyNumber: "999",
    roles: [{ id: "admin", name: "Administrator", permissions: [], queues: ["*"] }],
    queues: [{ id: "desk", name: "Desk" }],
  },
  workflows: [workflow],
  ruleSets: [
    {
      kind: "ruleset",
      spec: 1,
      id: "routing",
      name: "Routing",
      workflow: "parcel",
      hit: "first",
      rules: [],
      otherwise: { queue: "desk" },
    },
  ],
  templates: [
    { kind: "template", spec: 1, id: "hello", name: "Hello", texts: { sms: { en: "Hello" } } },
  ],
  calendars: [
    {
      ...{ kind: "calendar", spec: 1, id: "office", name: "Office", zone: "Africa/Nairobi" },
      ...{ workday: "PT8H", week: { mon: ["08:00-17:00"] } },
    },
  ],
};

const LISTS: readonly ListName[] = [
  "workflows",
  "ruleSets",
  "templates",
  "calendars",
  "roles",
  "queues",
  "skills",
  "quantities",
  "teams",
];
const id = fc.constantFrom("routing", "hello", "parcel", "desk", "lockers", "gone");
const words = fc.string({ minLength: 1, maxLength: 8 });
const queue = fc.record({ id, name: words });
const quantity = fc.record({ id, name: words, limit: fc.nat(9) });
const releaseStep = fc.oneof(
  fc.record({ do: fc.constant("add" as const), to: fc.constant("queues" as const), entry: queue }),
  fc.record({
    do: fc.constant("add" as const),
    to: fc.constant("quantities" as const),
    entry: quantity,
  }),
  fc.record({
    do: fc.constant("replace" as const),
    in: fc.constant("queues" as const),
    entry: queue,
  }),
  fc.record({ do: fc.constant("remove" as const), from: fc.constantFrom(...LISTS), id }),
  fc.record({
    do: fc.constant("rename" as const),
    in: fc.constantFrom(...LISTS),
    id,
    name: words,
  }),
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  releaseStep.map((step) => ({ kind: "release" as const, step })),
  fc.array(releaseStep, { maxLength: 4 }).map((steps) => ({
    kind: "release" as const,
    step: { do: "together" as const, about: { list: "workflows" as const, id: "parcel" }, steps },
  })),
  fc.record({
    kind: fc.constant("template" as const),
    id,
    step: fc.record({
      do: fc.constant("setText" as const),
      channel: fc.constantFrom("sms" as const, "email" as const),
      language: fc.constantFrom("en", "sw"),
      text: fc.string({ maxLength: 5 }),
    }),
  }),
  fc.record({
    kind: fc.constant("calendar" as const),
    id: fc.constantFrom("office", "gone"),
    step: fc.record({
      do: fc.constant("setHours" as const),
      days: fc.subarray([...WEEKDAYS]),
      hours: fc.subarray(["08:00-13:00", "14:00-17:00"]),
    }),
  }),
  fc.record({
    kind: fc.constant("rules" as const),
    id,
    step: fc.record({
      do: fc.constant("answer" as const),
      rule: fc.constant(null),
      key: fc.constantFrom("queue", "priority"),
      value: words,
    }),
  }),
);

const draftOf = (edits: readonly Edit[]): Draft<Change> =>
  edits.reduce<Draft<Change>>(
    (draft, one, n) => recorded(draft, { ...one, key: `k${String(n)}` }, placeOfChange),
    UNCHANGED,
  );
const times = <Value>(n: number, of: (value: Value) => Value, start: Value) =>
  Array.from({ length: n }).reduce<Value>((value) => of(value), start);
const text = (id: string, said: string): Edit => ({
  kind: "template",
  id,
  step: { do: "setText", channel: "sms", language: "en", text: said },
});
const answer = (queue: string): Edit => ({
  kind: "rules",
  id: "routing",
  step: { do: "answer", rule: null, key: "queue", value: queue },
});

describe("a change set over a whole release", () => {
  test("gives back the identical release after 200 changes all over it are undone, and the same one when they are redone", () => {
    const before = structuredClone(base);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 200, maxLength: 200 }), (edits) => {
        const draft = draftOf(edits);
        const after = changedBody(base, draft);
        const back = times(draft.steps.length, undone, draft);
        expect(changedBody(base, back)).toBe(base);
        expect(changedBody(base, times(draft.steps.length, redone, back))).toEqual(after);
        expect(changedBody(base, undoneAll(draft))).toBe(base);
        const kept = JSON.parse(JSON.stringify(draft)) as Draft<Change>;
        expect(changedBody(base, kept)).toEqual(after);
        expect(kept.steps.every(isKnownChange)).toBe(true);
      }),
      { numRuns: 50 },
    );
    expect(base).toEqual(before);
  });

  test("leaves every definition that a change is not about exactly as it was", () => {
    fc.assert(
      fc.property(edit, (one) => {
        const after = applyChange(base, one);
        const { list } = subjectOf(one);
        if (one.kind === "release" && one.step.do === "together") return;
        for (const other of ["workflows", "ruleSets", "templates", "calendars"] as const)
          if (other !== list) expect(after[other]).toBe(base[other]);
      }),
    );
  });

  test("shows each definition its own steps, in one order with all others", () => {
    const draft = undone(
      draftOf([text("hello", "Hi"), answer("support"), text("hello", "Hey"), answer("desk")]),
    );
    expect(draftIn(draft, { kind: "template", id: "hello" })).toMatchObject({ done: 2 });
    expect(draftIn(draft, { kind: "rules", id: "routing" })).toMatchObject({
      steps: [{ value: "support" }, { value: "desk" }],
      done: 1,
    });
    const hello = modelIn(changedBody(base, draft), { kind: "template", id: "hello" });
    expect(hello?.texts).toEqual({ sms: { en: "Hey" } });
  });

  test("counts typing as one change only where nothing else was changed in between", () => {
    const typed = draftOf([
      text("hello", "H"),
      text("hello", "Hi"),
      answer("x"),
      text("hello", "H"),
    ]);
    expect(typed.steps).toHaveLength(3);
    const renames: Edit[] = ["D", "De"].map((name) => ({
      kind: "release",
      step: { do: "rename", in: "queues", id: "desk", name },
    }));
    expect(draftOf(renames).steps).toHaveLength(1);
  });

  test("takes one change back and leaves those of other definitions", () => {
    const draft = withoutAll(
      draftOf([text("hello", "Hi"), answer("x")]),
      ({ key }) => key === "k0",
    );
    const body = changedBody(base, draft);
    expect(body.templates).toBe(base.templates);
    expect(body.ruleSets[0]?.otherwise).toEqual({ queue: "x" });
  });

  test("adds what belongs together as one change, which one undo takes back whole", () => {
    const together = draftOf([
      {
        kind: "release",
        step: {
          do: "together",
          about: { list: "workflows", id: "visit" },
          steps: [
            { do: "add", to: "queues", entry: { id: "visits", name: "Visits" } },
            { do: "add", to: "workflows", entry: { ...workflow, id: "visit" } },
          ],
        },
      },
    ]);
    const body = changedBody(base, together);
    expect(body.workflows.map((one) => one.id)).toEqual(["parcel", "visit"]);
    expect(body.organisation.queues.map((one) => one.id)).toEqual(["desk", "visits"]);
    expect(changedBody(base, undone(together))).toBe(base);
  });

  test("sets one setting of the organisation, typed as one change, and takes away one that is left out", () => {
    const set = (change: object): Edit => ({
      kind: "release",
      step: { do: "setSettings", change },
    });
    const typed = draftOf([set({ name: "S" }), set({ country: "UG" }), set({ chat: null })]);
    const chatting = {
      ...base,
      organisation: { ...base.organisation, chat: { calendar: "nairobi" } },
    };
    const { organisation } = changedBody(chatting, typed);
    expect(organisation).toEqual({ ...base.organisation, name: "S", country: "UG" });
    expect(placeOfChange(set({ name: "S" }))).toBe(placeOfChange(set({ name: "Su" })));
    expect(placeOfChange(set({ name: "S" }))).not.toBe(placeOfChange(set({ country: "UG" })));
    const beds = (limit: number): Edit => ({
      kind: "release",
      step: { do: "replace", in: "quantities", entry: { id: "beds", name: "Beds", limit } },
    });
    expect(placeOfChange(beds(1))).toBe(placeOfChange(beds(12)));
    expect(subjectOf(set({ name: "S" }))).toEqual({ list: "organisation", id: "organisation" });
  });

  test("names the changes that change nothing on top of a newer release, and only those", () => {
    const draft = draftOf([answer("support"), text("hello", "Hi"), text("gone", "Hi")]);
    expect([...idleChanges(base, draft)]).toEqual(["k2"]);
    const { templates: _removed, ...rest } = base;
    const newer = applyChange({ ...rest, templates: [] }, answer("support"));
    expect([...idleChanges(newer, draft)]).toEqual(["k0", "k1", "k2"]);
  });

  test("does not take another order of transitions, of which the first one counts, for nothing", () => {
    const way = (name: string) => ({ name, from: "*" as const, to: "done", by: ["admin"] });
    const ways = { ...workflow, transitions: { one: way("One"), two: way("Two") } };
    const draft = draftOf([
      {
        kind: "workflow",
        id: "parcel",
        step: { do: "moveTransition", transition: "two", place: 0 },
      },
    ]);
    expect([...idleChanges({ ...base, workflows: [ways] }, draft)]).toEqual([]);
  });
});
