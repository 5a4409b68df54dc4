import { expect, test } from "vitest";
import type { Condition } from "../../engine/definition/conditions/condition.js";
import type { ContributedFacts } from "../../engine/definition/contributed-facts.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { ruleOf, ruleSetOf } from "../../rules/testing/random-rules.js";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import { trialFacts, trialForms } from "./trial-facts.js";

const common = { description: "Made up", reads: {}, withinMs: 100, otherwise: null };
const FACTS: ContributedFacts = {
  "plugin.made.beds": { ...common, words: "the number of beds", type: "number" },
  "plugin.made.shift": { ...common, words: "the shift", type: "text", values: ["day", "night"] },
  "plugin.made.isOpen": { ...common, words: "whether it is open", type: "boolean" },
  "plugin.made.other": { ...common, words: "another", type: "number" },
};

test("rules are tried on the fields that they read, and on what the plugins that they ask would say", async () => {
  const workflow = (await shippedRelease()).workflows.find(({ id }) => id === "ticket") as Workflow;
  const reading = (fact: string): Condition => ({ fact, operator: "isPresent" });
  const asked = ["plugin.made.beds", "plugin.made.shift", "plugin.made.isOpen"];
  const ruleSet = ruleSetOf({
    rules: [ruleOf("one", { all: ["data.description", ...asked].map(reading) })],
  });
  const forms = trialForms(ruleSet, workflow, FACTS);
  expect(Object.keys(forms.data.properties)).toEqual(["description"]);
  expect(forms.plugins.properties).toEqual({
    "plugin.made.beds": { title: "The number of beds", description: "Made up", type: "number" },
    "plugin.made.shift": {
      ...{ title: "The shift", description: "Made up" },
      ...{ type: "string", enum: ["day", "night"] },
    },
    "plugin.made.isOpen": { title: "Whether it is open", description: "Made up", type: "boolean" },
  });
  const typed = { description: "a cough", "plugin.made.beds": "0", "plugin.made.other": "5" };
  expect(trialFacts(forms, { typed, priority: "High" })).toEqual({
    case: { priority: "High" },
    data: { description: "a cough" },
    plugin: { made: { beds: 0, shift: null, isOpen: false } },
  });
});
