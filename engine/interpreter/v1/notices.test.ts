import { expect, test } from "vitest";
import type { NotifySpec } from "../../definition/notice.js";
import type { Workflow } from "../../definition/workflow.js";
import { openStory, staff, workflowNamed } from "../../../tests/support/story.js";

const lost = workflowNamed("lost-property");
const NOBODY = { contact: null, message: null, data: { details: "A scarf" } };

/** Lost property that tells somebody something on each reply. */
function telling(...notices: readonly Omit<NotifySpec, "do">[]): Workflow {
  const then = notices.map((notice): NotifySpec => ({ do: "notify", ...notice }));
  const reply = { ...lost.transitions["reply"], name: "Reply", from: "*" as const, then };
  return { ...lost, transitions: { ...lost.transitions, reply } };
}

/** What the case asks for when a porter replies. */
function told(flow: Workflow, drill = {}) {
  const story = openStory(flow, { ...NOBODY, ...drill });
  return story.acts("reply", staff.porter, { text: "We are looking" }).effects;
}

test("a notice names its readers and says what the definition says, of an exercise too", () => {
  const flow = telling(
    { to: { role: "porter" }, says: "Look" },
    { to: { person: { from: "actor.id" } }, level: "critical", says: "Run" },
    { to: { queue: { from: "case.queue" } }, says: "Come" },
  );
  expect(told(flow)).toEqual([
    { kind: "notify", id: "T-1.2.0", to: { role: "porter" }, level: "info", says: "Look" },
    { kind: "notify", id: "T-1.2.1", to: { person: "u-porter" }, level: "critical", says: "Run" },
    { kind: "notify", id: "T-1.2.2", to: { queue: "lobby" }, level: "info", says: "Come" },
  ]);
  expect(told(flow, { drill: true })).toMatchObject([{ drill: true }, {}, {}]);
});

test("a notice to whoever has the case is left out while nobody has it", () => {
  const flow = telling({ to: { person: { from: "case.assignee" } }, says: "Look" });
  expect(told(flow)).toEqual([]);
});
