import { beforeAll, describe, expect, it } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { readReleaseFiles, SHIPPED_FOLDERS } from "../../engine/release-files.js";
import { lintRelease } from "../../engine/release-lint.js";
import { conversationIn } from "../../engine/simulate/conversation.js";
import { runScenario } from "../../engine/simulate/scenario-run.js";
import { runTests } from "../../engine/simulate/test-run.js";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import { applyReleaseStep } from "../draft/release-steps.js";
import { allStarters, type Starter } from "./starters.js";
import { clashesOf, takenStarter, type Taking } from "./take-starter.js";

let shipped: ReleaseBody;
beforeAll(async () => {
  shipped = await shippedRelease();
});

const starters = allStarters();

function asked({ workflow }: Starter, change: Partial<Taking> = {}): Taking {
  const { name, id, subject } = workflow;
  return { name, id, prefix: subject.prefix, roles: {}, here: [], ...change };
}

const taken = (body: ReleaseBody, starter: Starter, change: Partial<Taking> = {}) =>
  applyReleaseStep(body, takenStarter(body, starter, asked(starter, change)));

/** What the check says of a release, without hints. */
const wrong = (body: ReleaseBody) =>
  lintRelease(body)
    .filter(({ severity }) => severity !== "info")
    .map(({ code, path, message }) => `${code} ${path} ${message}`);

it("the gallery is there, in the order of names, and no clinic has any of it before somebody takes one", async () => {
  const names = starters.map(({ workflow }) => workflow.name);
  expect(names).toEqual([
    "Laboratory result follow-up",
    "Medication refill",
    "Referral",
    "Safety incident",
  ]);
  const { body } = await readReleaseFiles(SHIPPED_FOLDERS);
  expect(body?.workflows.map(({ id }) => id)).toEqual(["ticket"]);
});

describe.each(starters.map((starter) => [starter.workflow.id, starter] as const))(
  "the starter %s",
  (id, starter) => {
    it("is taken into a clinic without anything for the check to say, and its tests run there", () => {
      const body = taken(shipped, starter);
      expect(wrong(body)).toEqual(wrong(shipped));
      const workflow = body.workflows.find((one) => one.id === id);
      const runs = (workflow && runTests(workflow, body)) ?? [];
      expect(runs.length).toBeGreaterThan(1);
      expect(runs.filter(({ difference }) => difference !== null)).toEqual([]);
    });

    it("says everything that it means to say when its tests run, also what staff have filled in", () => {
      const body = taken(shipped, starter);
      const workflow = body.workflows.find((one) => one.id === id);
      const unsaid = (workflow?.tests ?? []).flatMap((test) => {
        const run = runScenario({ workflow: id, ...test }, body);
        return run ? conversationIn(run.session).unsaid : [];
      });
      expect(unsaid).toEqual([]);
    });

    it("has every message in English and Swahili", () => {
      for (const { texts } of starter.body.templates)
        expect(Object.keys(texts.sms)).toEqual(["en", "sw"]);
    });

    it("calls each thing that it brings by an id that means nothing else in it", () => {
      const { organisation, ruleSets, templates } = starter.body;
      const brought = [...organisation.roles, ...organisation.queues, ...ruleSets, ...templates];
      const ids = [...brought.map((one) => one.id), id];
      expect(new Set(ids).size).toBe(ids.length);
      const { states, transitions, clocks = {}, forms = {}, data } = starter.workflow;
      const fields = [data, ...Object.values(forms)].flatMap((one) => Object.keys(one.properties));
      const others = [states, transitions, clocks, forms].flatMap((one) => Object.keys(one));
      expect(ids.filter((one) => [...fields, ...others].includes(one))).toEqual([]);
    });

    it("can be taken twice, with names of its own for all that it brings", () => {
      const once = taken(shipped, starter);
      expect(clashesOf(shipped, starter)).toEqual([]);
      expect(clashesOf(once, starter).length).toBeGreaterThan(1);
      const again = { id: "again", prefix: "ZZ", name: "Again" };
      const twice = taken(once, starter, again);
      const clash = wrong(twice).filter((one) => !one.startsWith("W066"));
      expect(clash).toEqual(wrong(shipped));
      expect(twice.templates.length - once.templates.length).toBe(starter.body.templates.length);
    });

    it("can use the roles and messages of the clinic", () => {
      const roles = Object.fromEntries(
        starter.body.organisation.roles.map((role) => [role.id, "medical"]),
      );
      const once = taken(shipped, starter, { roles });
      expect(wrong(once)).toEqual(wrong(shipped));
      expect(once.organisation.roles).toHaveLength(shipped.organisation.roles.length);
      const here = clashesOf(once, starter).map((clash) => clash.id);
      const twice = taken(once, starter, { id: "again", prefix: "ZZ", here, roles });
      expect(twice.templates).toHaveLength(once.templates.length);
    });
  },
);
