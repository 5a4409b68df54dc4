import { describe, expect, test } from "vitest";
import { openStory, plain, staff, workflowNamed } from "../../tests/support/story.js";
import { slim } from "./slim.js";

const ticket = workflowNamed("ticket");

describe("what travels with a case", () => {
  test("is the part of its workflow that it runs by, in a few KB", () => {
    const steps = [{ created: {}, expect: {} }];
    const groups = { all: { name: "All", colour: "tide" as const, states: ["new"] } };
    const tests = [{ name: "It opens", steps }];
    const program = slim({ ...ticket, tests, notes: { ask: { text: "Ask Mary" } }, groups });
    const told = ["routes", "description", "data", "subject", "tests"];
    for (const left of ["forms", "layout", "notes", "groups", ...told])
      expect(program).not.toHaveProperty(left);
    expect(JSON.stringify(program).length).toBeLessThan(13_000);
    expect(Object.keys(program.transitions)).toEqual(Object.keys(ticket.transitions));
  });

  test("keeps the order of transitions through JSON, because the first that fits wins", () => {
    expect(Object.keys(plain(slim(ticket)).transitions)).toEqual(Object.keys(ticket.transitions));
  });

  test("is cut from the workflow without changing it", () => {
    const copy = plain(ticket);
    slim(ticket);
    expect(ticket).toEqual(copy);
  });

  test("moves a case as the whole workflow does", () => {
    const turns = [ticket, slim(ticket)].map((workflow) => {
      const story = openStory(workflow);
      story.decides("ticket-routing", { queue: "billing" });
      story.acts("claim", staff.support);
      return story.turns;
    });
    expect(turns[0]).toEqual(turns[1]);
  });
});
