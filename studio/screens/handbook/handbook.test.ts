import { beforeAll, expect, it } from "vitest";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { shippedRelease } from "../../../tests/support/shipped-release.js";
import { handbookOf, type Chapter } from "./handbook.js";

let body: ReleaseBody;
beforeAll(async () => {
  body = await shippedRelease();
});

function handbook(id: string, of = body) {
  const role = of.organisation.roles.find((one) => one.id === id);
  if (!role) throw new Error(`no role ${id}`);
  return handbookOf(role, { body: of, effects: {} });
}

function chapter(id: string, role = "medical"): Chapter {
  const found = handbook(role).chapters.find((one) => one.id === id);
  if (!found) throw new Error(`no chapter ${id}`);
  return found;
}

it("tells what a role sees, and what it may do at all", () => {
  const { sees, may } = handbook("medical");
  expect(sees).toBe("The cases in Triage and Medical support.");
  expect(may).toContain("You may open a case for somebody who calls or comes.");
  expect(may).not.toContain("You may change how cases move.");
  expect(handbook("admin").sees).toBe("The cases of all queues.");
});

it("tells for each state what may be done there and where it leads", () => {
  const states = chapter("ticket").states.flatMap((part) => part.states);
  const actions = (name: string) => states.find((one) => one.name === name)?.actions;
  expect(actions("In progress")).toContain("Ask the patient → Waiting for patient");
  expect(actions("Closed")).toEqual([]);
});

it("tells the states of a group of the picture together, under its name", () => {
  const workflows = body.workflows.map((one) =>
    one.id === "ticket"
      ? {
          ...one,
          groups: {
            rest: { name: "At rest", colour: "sand" as const, states: ["waiting", "closed"] },
          },
        }
      : one,
  );
  const parts = handbook("medical", { ...body, workflows }).chapters.find(
    ({ id }) => id === "ticket",
  )?.states;
  const names = parts?.map(({ group, states }) => [group, states.map(({ name }) => name)]);
  expect(names?.map(([group]) => group)).toEqual([null, "At rest"]);
  expect(names?.[1]).toEqual(["At rest", ["Waiting for patient", "Closed"]]);
});

it("tells which fields are filled in, and which of them must be", () => {
  const resolve = chapter("ticket").actions.find(({ name }) => name === "Resolve");
  expect(resolve?.asks).toEqual([
    { label: "What was done (the patient reads this)", required: true },
  ]);
});

it("tells what patients read, on which occasion, in each language, with nothing of Handlebars in it", () => {
  const { messages } = chapter("ticket");
  const received = messages.find(({ id }) => id === "ticket-received");
  expect(received?.texts.map(({ name }) => name)).toEqual(["English", "Swahili"]);
  expect(received?.when).toMatch(/^Sent /);
  for (const { texts } of messages) for (const { text } of texts) expect(text).not.toContain("{{");
});

it("tells what is promised by priority, and what happens when it is late", () => {
  const { promises } = chapter("ticket");
  const first = promises.find(({ name }) => name === "First response");
  expect(first?.length).toContain("Emergency 5 min");
  expect(first?.then.map(({ at }) => at)).toContain("If it is late");
});

it("has a chapter only for cases with which the role does something", () => {
  const [first] = body.organisation.roles;
  if (!first) throw new Error("no role");
  const idle = { ...first, id: "visitor", name: "Visitor" };
  const roles = [...body.organisation.roles, idle];
  const more = { ...body, organisation: { ...body.organisation, roles } };
  expect(handbook("visitor", more).chapters).toEqual([]);
});
