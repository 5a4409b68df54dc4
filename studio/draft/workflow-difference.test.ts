import fc from "fast-check";
import { expect, test } from "vitest";
import { explainedDefinition } from "../../engine/definition/explained.js";
import { parseDefinition } from "../../engine/definition/parse.js";
import { PUBLISHED_SCHEMAS } from "../../engine/definition/schemas.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { readReleaseFiles, SHIPPED_FOLDERS } from "../../engine/release-files.js";
import { inOrder } from "../../engine/text/in-order.js";
import { definitionIn } from "../../engine/text/read.js";
import { definitionText } from "../../engine/text/write.js";
import { readYaml } from "../../engine/text/yaml-file.js";
import { randomWorkflow } from "../../tests/model/random-workflow.js";
import { modelOf, recorded, redone, undone, UNCHANGED, type Draft } from "./draft.js";
import { differenceOf } from "./workflow-difference.js";
import { applyWorkflowStep, placeOfWorkflowStep, type WorkflowStep } from "./workflow-steps.js";

const { body } = await readReleaseFiles(SHIPPED_FOLDERS);
const found = body?.workflows.find(({ id }) => id === "ticket");
if (!found) throw new Error("the ticket is not shipped");
const ticket = inOrder(found, PUBLISHED_SCHEMAS.workflow) as Workflow;

const textOf = (workflow: Workflow) => definitionText("workflow", workflow);

function read(text: string): Workflow | null {
  const file = readYaml("text", text);
  if ("finding" in file) return null;
  const checked = definitionIn("workflow", file.yaml, explainedDefinition);
  return checked.ok ? checked.value : null;
}

function stepFor(change: (text: string) => string): WorkflowStep | null {
  const after = read(change(textOf(ticket)));
  return after && differenceOf(ticket, after);
}

test("what is typed becomes the edit that the picture and the panels would have made", () => {
  expect(
    stepFor((text) => text.replace("name: In progress", "name: Somebody is at it")),
  ).toStrictEqual({
    do: "setState",
    state: "in_progress",
    change: { name: "Somebody is at it" },
  });
  expect(
    stepFor((text) => text.replace("defaultPriority: Medium\n", "defaultPriority: Low\n")),
  ).toStrictEqual({ do: "setWorkflow", change: { defaultPriority: "Low" } });
  expect(
    stepFor((text) =>
      text.replace("\nstates:\n", "\nstates:\n  here: { name: Here, class: new }\n"),
    ),
  ).toMatchObject({
    do: "together",
    steps: [
      { do: "addState", id: "here", state: { name: "Here", class: "new" } },
      { do: "order", list: "states" },
    ],
  });
  expect(
    stepFor((text) => text.replace("# What staff fill in", "# All that staff fill in")),
  ).toMatchObject({ do: "setWorkflow", change: { comments: {} } });
  expect(stepFor((text) => text.replaceAll("[ ", "[").replaceAll(": {", ":   {"))).toBeNull();
});

test("a note that is typed, changed or taken out is the step that the picture would have made", () => {
  const notes = { ask: { text: "Who does it?", about: "new" }, all: { text: "All of it" } };
  const noted: Workflow = { ...ticket, notes };
  expect(read(textOf(noted))?.notes).toEqual(notes);
  const other = { all: { text: "All" }, more: { text: "More" } };
  expect(differenceOf(noted, { ...ticket, notes: other })).toEqual({
    do: "together",
    steps: [
      { do: "removeNote", note: "ask" },
      { do: "addNote", id: "more", note: { text: "More" } },
      { do: "setNote", note: "all", change: { text: "All" } },
    ],
  });
  expect(differenceOf(ticket, { ...ticket, notes: { all: notes.all } })).toEqual({
    ...{ do: "addNote", id: "all", note: notes.all },
  });
});

test("what is typed of groups is who joins, what they are called, and what is new or gone", () => {
  const groups = {
    a: { name: "A", colour: "tide" as const, states: ["new", "in_progress"] },
    b: { name: "B", colour: "sand" as const, states: ["resolved"] },
  };
  const after = {
    a: { ...groups.a, name: "Begin", states: ["new"] },
    b: { ...groups.b, states: ["resolved", "in_progress"] },
  };
  const step = differenceOf({ ...ticket, groups }, { ...ticket, groups: after });
  expect(step).toEqual({
    do: "together",
    steps: [
      { do: "setGroup", group: "a", change: { name: "Begin" } },
      { do: "joinGroup", state: "in_progress", group: "b" },
    ],
  });
  expect(differenceOf({ ...ticket, groups }, ticket)).toMatchObject({ do: "together" });
});

test("any workflow is made of any other by its difference", () => {
  let whole = 0;
  fc.assert(
    fc.property(randomWorkflow, randomWorkflow, (before, after) => {
      const step = differenceOf(before, after);
      const made = step ? applyWorkflowStep(before, step) : before;
      expect(textOf(made)).toBe(textOf(after));
      if (step?.do === "replaceAll") whole++;
    }),
    { numRuns: 20, seed: 42 },
  );
  // Single edits say what happened; the whole is what is left when they cannot.
  expect(whole).toBeLessThan(4);
});

const lines = fc.tuple(
  fc.constantFrom("drop", "double", "swap", "note", "rename", "retype"),
  fc.nat(),
  fc.nat(9),
);

/** What somebody can do to a line of a text, sensible or not. */
function edited(text: string, [how, at, digit]: readonly [string, number, number]): string {
  const all = text.split("\n");
  const place = at % (all.length - 1);
  const line = all[place] ?? "";
  const word = String(digit);
  const changed = {
    drop: [],
    double: [line, line.replace(/(\w)(:|$)/, `$1${word}$2`)],
    swap: [all[place + 1] ?? "", line],
    note: [`${line} # ${word}`],
    rename: [line.replace(/name: (\w+)/, `name: $1${word}`)],
    retype: [line.replace(/\b(\w+)$/, `x${word}`)],
  }[how] ?? [line];
  return all.toSpliced(place, how === "swap" ? 2 : 1, ...changed).join("\n");
}

const all200 = { minLength: 200, maxLength: 200 };

test("200 random edits of the text are undone and done again to the identical model", () => {
  fc.assert(
    fc.property(randomWorkflow, fc.array(lines, all200), (workflow, edits) => {
      let draft: Draft<WorkflowStep> = UNCHANGED;
      let now = workflow;
      let last: string | null = null;
      const seen: string[] = [textOf(now)];
      for (const edit of edits) {
        const after = read(edited(seen.at(-1) ?? "", edit));
        // What the page takes, the server takes.
        if (after) expect(parseDefinition("workflow", after)).toMatchObject({ ok: true });
        const step = after && differenceOf(now, after);
        if (!after || !step) continue;
        const place = placeOfWorkflowStep(step);
        draft = recorded(draft, step, placeOfWorkflowStep);
        now = applyWorkflowStep(now, step);
        // Typing on in one place is one step.
        if (place !== null && place === last) seen.pop();
        seen.push(textOf(now));
        expect(seen.at(-1)).toBe(textOf(after));
        last = place;
      }
      expect(seen.length).toBeGreaterThan(40);
      for (const text of seen.toReversed()) {
        expect(textOf(modelOf(workflow, draft, applyWorkflowStep))).toBe(text);
        draft = undone(draft);
      }
      for (const text of seen) {
        expect(textOf(modelOf(workflow, draft, applyWorkflowStep))).toBe(text);
        draft = redone(draft);
      }
    }),
    { numRuns: 1, seed: 42 },
  );
});
