import { beforeAll, describe, expect, it } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Template } from "../../engine/definition/template.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { mappingBetween } from "../../engine/moving/mapping.js";
import { lintRelease } from "../../engine/release-lint.js";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import { move, workflowOf } from "../canvas/testing/workflows.js";
import { applyChange, changedBody, type Edit } from "./change.js";
import { recorded, undone, UNCHANGED } from "./draft.js";
import { withFieldRenamedEverywhere } from "./rename-everywhere.js";
import { placesOfRename } from "./rename-places.js";
import { renameTrouble } from "./rename-trouble.js";

const states = {
  open: { name: "Open", class: "new" },
  done: { name: "Done", class: "done", final: true },
} as const;

const form = (name: string): Workflow["data"] => ({
  type: "object",
  required: [name],
  properties: {
    [name]: { type: "string", title: "Ward", "x-phi": "none" },
    other: { type: "string", title: "Other", "x-phi": "none" },
  },
  additionalProperties: false,
});

/** Everything that can name a field of a case's data. */
function visits(ward: string): Workflow {
  const is = { fact: `data.${ward}`, operator: "equal" as const, value: "ward" };
  const again = {
    ...{ do: "start" as const, workflow: "visit", as: "related" as const },
    set: { [ward]: { from: `data.${ward}` } },
    when: is,
  };
  return workflowOf(
    { ...states, open: { ...states.open, onEnter: [again], onExit: [again] } },
    {
      finish: {
        ...move("Finish", ["open"], "done"),
        form: "ask",
        when: { all: [{ not: is }] },
        set: { [`data.${ward}`]: { from: "input.ward" }, "data.other": { from: `data.${ward}` } },
        then: [again],
      },
    },
    {
      id: "visit",
      name: "Visit",
      subject: { type: "Visit", prefix: "V", title: ward },
      data: form(ward),
      messageField: ward,
      openedBy: [{ to: "+254700000000", data: { [ward]: "ward" } }],
      skills: [{ skill: "swahili", when: is }],
      onCreate: [again],
      forms: { ask: form("ward") },
      clocks: { due: { name: "Due", starts: { field: ward } } },
      routes: { bases: ["/v"], noun: "v", create: [ward], patch: {} },
      tests: [
        {
          name: "Story",
          steps: [
            { created: { data: { [ward]: "ward" } }, expect: { data: { [ward]: "ward" } } },
            { acted: "finish", as: "staff", input: { ward: "ward" }, expect: {} },
          ],
        },
      ],
      comments: { [`/data/properties/${ward}/title`]: { above: "Of the house" } },
    },
  );
}

function rules(ward: string, workflow = "visit"): RuleSet {
  const is = { fact: `data.${ward}`, operator: "equal" as const, value: "ward" };
  return {
    ...{
      kind: "ruleset",
      spec: 1,
      id: `rules-${workflow}`,
      name: "Routing",
      workflow,
      hit: "first",
    },
    conditions: { shared: is },
    rules: [{ id: "one", name: "One", when: { any: [is] }, then: { ward: "ward" } }],
    table: { inputs: ["case.priority", `data.${ward}`], outputs: ["ward"], rows: [] },
    otherwise: { ward: "x" },
    tests: [{ name: "Given", given: { data: { [ward]: "ward" } }, expect: { rule: "one" } }],
  };
}

const letter = (text: string, more: Partial<Template> = {}): Template => ({
  ...{ kind: "template", spec: 1, id: "letter", name: "Letter", texts: { sms: { en: text } } },
  ...more,
});

const offered = (ward: string): Template =>
  letter("Hello", {
    id: "offer",
    name: "Offer",
    suggest: { workflow: "visit", when: { fact: `data.${ward}`, operator: "isPresent" } },
  });

/** Another workflow with a field of the same name, which opens visits. */
const asking = (ward: string): Workflow => ({
  ...visits("ward"),
  id: "asking",
  name: "Asking",
  onCreate: [
    {
      ...{ do: "start", workflow: "visit", as: "child" },
      set: { [ward]: { from: "data.ward" } },
    },
  ],
  states,
  transitions: {},
});

let shipped: ReleaseBody;
beforeAll(async () => {
  shipped = await shippedRelease();
});

const release = (ward: string): ReleaseBody => ({
  ...shipped,
  workflows: [asking(ward), visits(ward)],
  ruleSets: [rules(ward), rules("ward", "asking")],
  templates: [offered(ward), letter("{{data.ward}} {{input.ward}}")],
});
const rename = { workflow: "visit", form: null, from: "ward", to: "station" };

describe("a field of a case's data under another name", () => {
  it("is named so wherever it was named, and what other workflows call the same stays", () => {
    const renamed = withFieldRenamedEverywhere(release("ward"), rename);
    expect(JSON.stringify(renamed)).toBe(JSON.stringify(release("station")));
    const back = { ...rename, from: "station", to: "ward" };
    expect(JSON.stringify(withFieldRenamedEverywhere(renamed, back))).toBe(
      JSON.stringify(release("ward")),
    );
  });

  it("is one step, and undone at once", () => {
    const edit: Edit = { kind: "release", step: { do: "renameField", ...rename } };
    const draft = recorded(UNCHANGED, { ...edit, key: "1" }, () => null);
    expect(changedBody(release("ward"), draft)).toEqual(release("station"));
    expect(changedBody(release("ward"), undone(draft))).toEqual(release("ward"));
  });

  it("is told beforehand with every place", () => {
    const told = placesOfRename(release("ward"), rename).map(({ list, name, places }) => [
      `${list} ${name}`,
      ...places.map(({ kind, name: of }) => [kind, of].filter(Boolean).join(" ")),
    ]);
    expect(told).toEqual([
      ["workflows Asking", "settings"],
      [
        "workflows Visit",
        ...["data", "state Open", "transition Finish", "clock Due", "test Story", "settings"],
      ],
      ["ruleSets Routing", "rule One", "table", "condition shared", "test Given"],
      ["templates Offer", "suggestion"],
    ]);
  });

  it("leaves nothing for the check to say of the workflow that we ship, whichever field it is", () => {
    const before = lintRelease(shipped).map(({ code }) => code);
    const ticket = shipped.workflows.find(({ id }) => id === "ticket");
    const fields = Object.keys(ticket?.data.properties ?? {});
    expect(fields.length).toBeGreaterThan(5);
    for (const from of fields) {
      const step = { workflow: "ticket", form: null, from, to: "calledOtherwise" };
      const after = withFieldRenamedEverywhere(shipped, step);
      expect(JSON.stringify(after)).not.toContain(`data.${from}"`);
      expect([from, lintRelease(after).map(({ code }) => code)]).toEqual([from, before]);
    }
  });

  it("is found again by the cases that are moved, by its title", () => {
    const after = withFieldRenamedEverywhere(release("ward"), rename);
    const [, source] = release("ward").workflows;
    const [, target] = after.workflows;
    if (!source || !target) throw new Error("no workflow");
    expect(mappingBetween(source, target, {}).fields).toEqual({ ward: "station", other: "other" });
  });
});

/** A form whose transition sends the letter. */
function lettered(field: string, id = "visit"): Workflow {
  return {
    ...visits("station"),
    id,
    forms: { ask: form(field) },
    transitions: {
      finish: {
        ...{ ...move("Finish", ["open"], "done"), form: "ask" },
        then: [{ do: "send", template: "letter" }],
        set: { "data.other": { from: `input.${field}` } },
      },
    },
    tests: [
      { name: "S", steps: [{ acted: "finish", as: "x", input: { [field]: "a" }, expect: {} }] },
    ],
  };
}

describe("a field of a form under another name", () => {
  const asked = { workflow: "visit", form: "ask", from: "ward", to: "place" };
  const sending = (field: string, ...more: readonly Workflow[]): ReleaseBody => ({
    ...shipped,
    workflows: [lettered(field), ...more],
    ruleSets: [],
    templates: [
      letter(`{{#if input.${field}}}Go to {{input.${field}}}{{/if}}`),
      letter("{{input.ward}}", { id: "elsewhere" }),
    ],
  });

  it("is named so in the messages that say what was filled in, and in tests", () => {
    const renamed = applyChange(sending("ward"), {
      kind: "release",
      step: { do: "renameField", ...asked },
    });
    expect(JSON.stringify(renamed)).toBe(JSON.stringify(sending("place")));
  });

  it.each([
    ["a name that nothing can have", { to: "Place" }, { why: "shape" }],
    ["a name of JavaScript's", { to: "constructor" }, { why: "shape" }],
    ["the name of another field", { to: "other" }, { why: "taken" }],
    ["a free name", {}, null],
  ])("may have, or not: %s", (_, more, expected) => {
    expect(renameTrouble(sending("ward"), { ...asked, ...more })).toEqual(expected);
  });

  it.each(["ward", "place"])(
    "is refused while another form with “%s” sends the same message",
    (own) => {
      const other = { ...lettered(own, "other"), name: "Other visit" };
      expect(renameTrouble(sending("ward", other), asked)).toEqual({
        ...{ why: "shared", message: "Letter", workflow: "Other visit" },
      });
    },
  );

  it("keeps a name that the product reads by itself", () => {
    const ticket = { workflow: "ticket", to: "otherwise" };
    const call = shipped.workflows.flatMap(({ id, transitions }) =>
      id === "ticket" ? Object.values(transitions).filter((one) => one.logs === "call") : [],
    )[0];
    const of = (from: string, at = "reply") =>
      renameTrouble(shipped, { ...ticket, form: at, from });
    expect(of("outcome", call?.form)).toEqual({ why: "call" });
    expect(of("text")).toEqual({ why: "text" });
  });
});
