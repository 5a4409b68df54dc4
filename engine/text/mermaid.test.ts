import { expect, it } from "vitest";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import { mermaidText } from "./mermaid.js";

it("a workflow is a state diagram: states by name, arrows by what is done, ends, and in a comment what moves nothing", async () => {
  const ticket = (await shippedRelease()).workflows.find(({ id }) => id === "ticket");
  if (!ticket) throw new Error("no ticket is shipped");
  const lines = mermaidText(ticket).split("\n");
  expect(lines.slice(0, 4)).toEqual(["---", 'title: "Ticket"', "---", "stateDiagram-v2"]);
  expect(lines).toContain('  state "In progress" as s4');
  expect(lines).toContain("  [*] --> s1");
  expect(lines).toContain("  s4 --> s5: Ask the patient");
  expect(lines).toContain("  anywhere --> s9: Void");
  expect(lines).toContain("  s9 --> [*]");
  expect(lines).toContain("  %% Reply");
});

it("a note stands beside the state that it is about, on one line, and in a comment without one", () => {
  const text = mermaidText({
    ...{ kind: "workflow", spec: 1, id: "odd", name: "Odd", priorities: ["Low"] },
    ...{ subject: { type: "Odd", prefix: "O" }, defaultPriority: "Low", defaultQueue: "support" },
    data: { type: "object", properties: {}, additionalProperties: false },
    initial: "end",
    states: { end: { name: "End", class: "done", final: true } },
    transitions: {},
    notes: {
      ask: { text: "Ask: the lab\nend note", about: "end" },
      all: { text: "All %% of it" },
    },
  });
  expect(text).toContain("  note right of s1: Ask#58; the lab end note\n");
  expect(text).toContain("  %% All #37;#37; of it\n");
});

it("a group is a state around its states", async () => {
  const ticket = (await shippedRelease()).workflows.find(({ id }) => id === "ticket");
  if (!ticket) throw new Error("no ticket is shipped");
  const groups = {
    desk: { name: "Desk", colour: "sand" as const, states: ["in_progress", "gone"] },
    none: { name: "None", colour: "grey" as const, states: ["gone", "in_progress"] },
  };
  const text = mermaidText({ ...ticket, groups });
  expect(text).toContain('  state "Desk" as g1 {\n    state "In progress" as s4\n  }\n');
  expect(text.split('state "In progress" as s4')).toHaveLength(2);
  expect(text).not.toContain('"None"');
});

it("a name cannot break out of its place in the diagram", () => {
  const text = mermaidText({
    ...{ kind: "workflow", spec: 1, id: "odd", name: 'Odd "one"', priorities: ["Low"] },
    ...{ subject: { type: "Odd", prefix: "O" }, defaultPriority: "Low", defaultQueue: "support" },
    data: { type: "object", properties: {}, additionalProperties: false },
    initial: "end",
    states: { end: { name: 'The "end"; {of} it', class: "done", final: true } },
    transitions: { go: { name: "Go:\n%% now #1", from: ["end"], to: "end", by: ["admin"] } },
  });
  expect(text).toContain('title: "Odd \\"one\\""');
  expect(text).toContain('state "The #34;end#34;#59; #123;of#125; it" as s1');
  expect(text).toContain("s1 --> s1: Go#58; #37;#37; now #35;1\n");
});
