import { describe, expect, test } from "vitest";
import { openStory, plain, staff, type Story, workflowNamed } from "../../tests/support/story.js";
import type { Organisation } from "../definition/organisation.js";
import type { EventDoc } from "../store/events.js";
import { askedOf, changesOf } from "./journey-story.js";

const workflow = workflowNamed("ticket");
const names = {
  workflow,
  organisation: { queues: [{ id: "billing", name: "Billing" }] } as unknown as Organisation,
  people: new Map([["u-support", "Amina"]]),
};

const rowsOf = ({ turns }: Story) => plain(turns) as unknown as readonly EventDoc[];

describe("what a case changed on its way", () => {
  const story = openStory(workflow);
  story.decides("ticket-routing", { queue: "billing", priority: "High", category: "billing" });
  story.acts("claim", staff.support);
  story.acts("note", staff.support, { text: "Looked at it" });
  story.acts("resolve", staff.support, { resolution: "Ok" });
  const changes = changesOf(rowsOf(story), () => names);

  test("is told field by field, with names, and not what it was opened with", () => {
    expect(changes.filter(({ turn }) => turn === 1)).toEqual([]);
    const second = changes.filter(({ turn }) => turn === 2);
    expect(second.map(({ field, title, value, choice }) => [field, title, value, choice])).toEqual([
      ["priority", "Priority", "High", false],
      ["queue", "Queue", "Billing", false],
      ["data.category", "Category", "billing", true],
    ]);
    expect(changes.filter(({ turn }) => turn === 3)).toMatchObject([
      { field: "assignee", value: "Amina" },
    ]);
  });

  test("is nothing in a turn that changed nothing of it", () => {
    expect(changes.filter(({ turn }) => turn === 4)).toEqual([]);
  });

  test("is told as gone when a field is taken out", () => {
    const [first] = rowsOf(story);
    const data = (value: object, turn: number) => ({
      turn,
      patch: { ...first?.patch, data: value },
    });
    const rows = [data({ category: "billing" }, 1), data({}, 2)] as unknown as EventDoc[];
    expect(changesOf(rows, () => names)).toMatchObject([
      { turn: 2, field: "data.category", value: null },
    ]);
  });
});

describe("what a case asked", () => {
  test("is open until the answer comes, and says which turn that made", () => {
    const story = openStory(workflow);
    const asked = () => askedOf(rowsOf(story)).map(({ what, answered }) => [what, answered]);
    expect(asked()).toEqual([["ticket-routing", null]]);
    story.writes("Hello?");
    expect(asked()).toEqual([["ticket-routing", null]]);
    story.decides("ticket-routing", { queue: "billing" });
    expect(asked()).toEqual([["ticket-routing", 3]]);
  });

  test("was answered once: what the other case says later is no answer", () => {
    const effect = { kind: "start", id: "T-1.1.0", workflow: "lost-property" };
    const said = (turn: number, type: string) => ({ turn, event: { type, effect: "T-1.1.0" } });
    const rows = [
      { turn: 1, event: { type: "created" }, effects: [effect] },
      { ...said(2, "case_started"), effects: [] },
      { ...said(5, "child_closed"), effects: [] },
    ] as unknown as EventDoc[];
    expect(askedOf(rows)).toMatchObject([{ what: "lost-property", turn: 1, answered: 2 }]);
  });
});
