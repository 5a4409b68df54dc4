import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { goodRelease } from "../../../tests/definitions/corpus.js";
import { scenariosBelow } from "../../../tests/scenarios/scenario-files.js";
import { compare } from "../../definition/conditions/evaluate.js";
import { parseRelease, parseScenario } from "../../definition/parse.js";
import type { Form } from "../../definition/form.js";
import type { Json } from "../../definition/names.js";
import type { ReleaseBody } from "../../definition/release.js";
import type { Scenario, Step } from "../../definition/scenario.js";
import type { Workflow } from "../../definition/workflow.js";
import { runScenario, testOf } from "../../simulate/index.js";
import { neutralText } from "./keywords.js";
import { madeUp } from "./made-up.js";
import type { RecordedTurn } from "./recorded-case.js";
import { storyOf, type Story } from "./story.js";

const files = [
  ...scenariosBelow("workflows/definitions/"),
  ...scenariosBelow("tests/support/lost-property/"),
];

/** What only a patient, or somebody of the staff, can have brought in. */
const NAME = "Quillabrax Wandersmythe";
const PHONE = "+254799887744";
const TEXT = "zq-canary";
const CASE = "T-ZQ-7";
const PLANTED = ["Quillabrax", "Wandersmythe", "799887744", TEXT, CASE, "zqperson", "zqcontact"];

let release: ReleaseBody;
beforeAll(async () => {
  const parsed = parseRelease(await goodRelease());
  if (!parsed.ok) throw new Error("the shipped definitions do not load");
  release = parsed.value;
});

const workflowOf = (id: string, body = release): Workflow => {
  const workflow = body.workflows.find((one) => one.id === id);
  if (!workflow) throw new Error(`no ${id}`);
  return workflow;
};

type Fields = { readonly [field: string]: string | number | boolean | null };

/** Fields with something personal behind every text that somebody writes freely. */
function planted(fields: Fields | undefined, form: Form | undefined): Fields | undefined {
  const entries = Object.entries(fields ?? {}).map(([name, value]) => {
    const field = form?.properties[name];
    const isFree =
      field?.type === "string" &&
      (field.enum ?? field.format) === undefined &&
      [undefined, "textarea"].includes(field["x-widget"]);
    return [name, isFree ? `${String(value)} ${NAME} ${PHONE} ${TEXT}` : value];
  });
  return fields && (Object.fromEntries(entries) as Fields);
}

/** A scenario in which everybody who writes says who they are. */
function personal(scenario: Scenario, body = release): Scenario {
  const { data, forms = {}, transitions } = workflowOf(scenario.workflow, body);
  const steps = scenario.steps.map((step): Step => {
    if ("message" in step) return { ...step, message: `${step.message} ${NAME} ${PHONE} ${TEXT}` };
    if ("created" in step) {
      const { message, data: given, ...created } = step.created;
      const fields = planted(given, data);
      return {
        ...step,
        created: {
          ...created,
          ...(message === undefined ? {} : { message: `${message} ${NAME} ${PHONE} ${TEXT}` }),
          ...(fields === undefined ? {} : { data: fields }),
        },
      };
    }
    if (!("acted" in step) || step.input === undefined) return step;
    const form = forms[transitions[step.acted]?.form ?? ""];
    return { ...step, input: planted(step.input, form) ?? {} };
  });
  return { ...scenario, steps };
}

/** The turns of a case that went like a scenario, as its log holds them: with people, a contact and an id of its own. */
function recorded(scenario: Scenario, body = release): readonly RecordedTurn[] {
  const run = runScenario(scenario, body);
  const turns = run?.session.moments.map(({ turn }) => turn) ?? [];
  const text = JSON.stringify(turns)
    .replaceAll(/"([a-z]+)-\d"/g, '"zqperson-$1"')
    .replaceAll('"zqperson-contact"', '"zqcontact"')
    .replaceAll('"zqperson-conversation"', '"conversation-1"')
    .replaceAll("T-1", CASE);
  return JSON.parse(text) as readonly RecordedTurn[];
}

function told(scenario: Scenario, body = release): Story {
  const story = storyOf(recorded(scenario, body), {
    ...{ release: body, workflow: workflowOf(scenario.workflow, body) },
    ...{ operators: {}, effects: {} },
    rolesOf: (person) => [person.replace("zqperson-", "")],
    isMail: (channel) => channel === "email",
  });
  if (!story) throw new Error("no story");
  return story;
}

const textOf = (value: Json | object | undefined) => JSON.stringify(value);
const heldIn = (text: string) => PLANTED.filter((word) => text.includes(word));

describe("a case told as a story", () => {
  test.each(files)("$scenario.workflow: $name goes as the case did", ({ scenario }) => {
    const story = told(personal(scenario));
    expect(story.leftOut).toEqual([]);
    expect(story.differs).toEqual([]);
    const was = recorded(personal(scenario));
    expect(story.session.moments.map(({ turn }) => turn.transition)).toEqual(
      was.map(({ transition }) => transition),
    );
  });

  test.each(files)("$scenario.workflow: $name, kept, is a test that holds", ({ scenario }) => {
    const kept = testOf(told(personal(scenario)).session, "Kept");
    const { workflow } = scenario;
    const again = kept && ({ kind: "scenario", spec: 1, workflow, ...kept } as const);
    expect(parseScenario(again)).toMatchObject({ ok: true });
    const run = again && runScenario(again, release);
    expect(run?.stuck).toBeUndefined();
    for (const { seen, expected } of run?.results ?? []) expect(seen).toEqual(expected);
  });

  test("nothing that somebody wrote, is called or is reached by is in any of them", () => {
    const found = new Set<string>();
    for (const { scenario } of files) {
      const mine = personal(scenario);
      // Without this, a story of nothing would pass.
      for (const word of heldIn(textOf(recorded(mine)))) found.add(word);
      const kept = testOf(told(mine).session, "Kept");
      expect(heldIn(textOf(kept))).toEqual([]);
      expect(heldIn(textOf({ ...told(mine), session: null }))).toEqual([]);
    }
    expect([...found].toSorted()).toEqual(PLANTED.toSorted());
  });
});

/** Tickets whose rules look first at a number that nobody may know. */
function withHeights(body: ReleaseBody): ReleaseBody {
  const height = { type: "integer", title: "Height", minimum: 1, "x-phi": "clinical" } as const;
  const workflows = body.workflows.map((one) =>
    one.id === "ticket"
      ? { ...one, data: { ...one.data, properties: { ...one.data.properties, height } } }
      : one,
  );
  const ruleSets = body.ruleSets.map((one) => {
    if (one.id !== "ticket-routing") return one;
    const when = { fact: "data.height", operator: "atLeast", value: 200 } as const;
    const tall = { id: "tall", name: "Tall", when, then: { ...one.otherwise, queue: "support" } };
    return { ...one, rules: [tall, ...one.rules] };
  });
  return { ...body, workflows, ruleSets };
}

const opened = (created: Extract<Step, { created: unknown }>["created"]): Scenario => ({
  ...{ kind: "scenario", spec: 1, workflow: "ticket", name: "Opened" },
  steps: [
    { created, expect: {} },
    { after: "PT2S", decided: "ticket-routing", expect: {} },
  ],
});

describe("what a story cannot keep", () => {
  test("is told where it had decided, by ids of the release alone", () => {
    const body = withHeights(release);
    const { differs, session } = told(
      opened({ message: `${NAME} asks`, data: { height: 210 } }),
      body,
    );
    expect(differs).toEqual([{ step: 2, what: "queue", was: "support", is: "triage" }]);
    expect(session.moments[0]?.move).toEqual({
      created: { message: "Made up", data: { height: 1 } },
    });
    const low = told(opened({ message: `${NAME} asks`, data: { height: 150 } }), body);
    expect(low.differs).toEqual([]);
  });

  test("is counted where no test can say it, and nothing of it is in the test", () => {
    const turns = recorded(opened({ message: "hello" }));
    const at = turns.at(-1)?.event.at ?? 0;
    const heard = { type: "signalled", other: CASE, number: 1, signal: TEXT } as const;
    const event = { ...heard, at: at + 1000 };
    const told = storyOf([...turns, { turn: 3, event, transition: null, patch: {}, effects: [] }], {
      ...{ release, workflow: workflowOf("ticket"), operators: {}, effects: {} },
      ...{ rolesOf: () => [], isMail: () => false },
    });
    expect(told?.leftOut).toEqual([{ what: "signalled", n: 1 }]);
    expect(told?.session.moments).toHaveLength(2);
  });

  test("is when it happened: only the weekday, the time of the day and the time that went by stay", () => {
    const scenario = { ...opened({ message: "hello" }), begins: "2027-09-16T13:37Z" };
    const kept = testOf(told(scenario).session, "Kept");
    expect(kept?.begins).toBe("2026-03-05T13:37Z");
    expect(new Date(Date.parse("2027-09-16T13:37Z")).getUTCDay()).toBe(4);
    expect(new Date(Date.parse(kept?.begins ?? "")).getUTCDay()).toBe(4);
    expect(kept?.steps[1]?.after).toBe("PT2S");
  });

  test("are the values of every field that the schema does not call free of personal data", () => {
    const text = { type: "string", title: "Text", maxLength: 20 } as const;
    const grades = { type: "string" as const, title: "Grade", enum: ["mild", "grave"] };
    const number = { type: "number", title: "Number", minimum: 3 } as const;
    const flag = { type: "boolean", title: "Flag" } as const;
    const open = { "x-phi": "none" } as const;
    const properties = {
      ...{ text, grades, number, flag },
      ...{ openText: { ...text, ...open }, openGrade: { ...grades, ...open } },
      ...{ openNumber: { ...number, ...open }, openFlag: { ...flag, ...open } },
      mail: { ...text, format: "email" as const },
    };
    const fields = {
      ...{ text: `choking ${NAME}`, grades: "grave", number: 41, flag: true },
      ...{ openText: NAME, openGrade: "grave", openNumber: 41, openFlag: true },
      ...{ mail: "q@example.org", unknown: NAME },
    };
    const keywords = { within: ["choking"], first: [], whole: [] };
    const making = { keywords, queues: [], priorities: [], person: (id: string) => id, shiftMs: 0 };
    expect(madeUp(fields, { properties }, making)).toEqual({
      ...{ text: "Made up: choking", grades: "mild", number: 3, flag: false },
      ...{ openText: "Made up", openGrade: "grave", openNumber: 41, openFlag: true },
      mail: "somebody@clinic.example",
    });
  });
});

describe("the text in place of what somebody wrote", () => {
  const keywords = {
    within: ["chest pain", "pain", "maumivu ya kifua", "kutokwa damu"],
    first: ["yes", "yes please"],
    whole: ["LIMURU"],
  };
  const all = Object.values(keywords).flat();

  test("holds the keywords that occurred, each as the release writes it and at its longest", () => {
    const text = (said: string) => neutralText(said, keywords);
    expect(text("I have CHEST   pain! Juma")).toBe("Made up: chest pain");
    expect(text("pain, and maumivu ya kifua")).toBe("Made up: pain, then maumivu ya kifua");
    expect(text("Yes please, says Amina")).toBe("yes please: Made up");
    expect(text("LIMURU")).toBe("LIMURU");
    expect(text("LIMURU road 7")).toBe("Made up");
    expect(text("")).toBe("");
  });

  test("says nothing else, whatever was written", () => {
    const word = fc.oneof(fc.constantFrom(...all), fc.stringMatching(/^[a-zA-Z0-9+é.]{1,12}$/));
    const written = fc.array(word, { maxLength: 12 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(written, (text) => {
        const said = neutralText(text, keywords);
        const rest = all
          .toSorted((one, other) => other.length - one.length)
          .reduce((left, one) => left.replaceAll(one, ""), said);
        expect(rest.replaceAll(/Made up|, then |: /g, "")).toBe("");
        for (const one of keywords.within)
          expect(compare("textContains", said, one)).toBe(compare("textContains", text, one));
      }),
      { numRuns: 500 },
    );
  });
});
