import { describe, expect, test } from "vitest";
import {
  firstResponseOnly,
  MONDAY,
  openStory,
  staff,
  workflowNamed,
} from "../../tests/support/story.js";
import type { Organisation } from "../definition/organisation.js";
import { type Names, rowOf } from "./rows.js";

const workflow = firstResponseOnly(workflowNamed("ticket"));
const organisation = {
  queues: [
    { id: "triage", name: "Triage" },
    { id: "billing", name: "Billing desk" },
  ],
} as unknown as Organisation;
const names: Names = { workflow, organisation, people: new Map([["u-support", "Amina"]]) };
const rowFor = (data: object = {}) =>
  rowOf(openStory(workflow, { data: data as Record<string, string> }).state, names, null);

describe("a case in a list", () => {
  test("is told in the words of its own release", () => {
    const story = openStory(workflow);
    story.decides("ticket-routing", { queue: "billing", priority: "High", category: "billing" });
    story.acts("assign", staff.support, { assignee: "u-support" });
    expect(rowOf(story.state, names, null)).toEqual({
      id: "T-1",
      workflow: "ticket",
      title: "Hello",
      state: { id: "assigned", name: "Assigned" },
      stateClass: "new",
      status: "open",
      parked: false,
      priority: "High",
      priorityRank: 2,
      queue: { id: "billing", name: "Billing desk" },
      assignee: { id: "u-support", name: "Amina" },
      facets: [{ id: "category", name: "Category", value: "billing" }],
      channel: "africastalking",
      due: {
        clock: "first_response",
        name: "First response",
        at: new Date(MONDAY + 4 * 3_600_000).toISOString(),
        riskAt: null,
        promise: true,
      },
      stands: null,
      unattended: null,
      turn: 3,
      entry: 2,
      createdAt: "2026-03-02T06:00:00.000Z",
      updatedAt: "2026-03-02T06:00:00.000Z",
    });
  });

  test("shows the subject, else what the patient wrote, else what kind of case it is", () => {
    expect(rowFor({ subject: "Bill", description: "Why so high?" }).title).toBe("Bill");
    expect(rowFor({ subject: "  ", description: "Why so high?" }).title).toBe("Why so high?");
    expect(rowFor({ description: "" }).title).toBe("Ticket");
  });

  test("shows one line of at most 120 characters", () => {
    expect(rowFor({ description: "one\n\n two\t three " }).title).toBe("one two three");
    const { title } = rowFor({ description: "word ".repeat(100) });
    expect(title).toHaveLength(120);
    expect(title.endsWith("…")).toBe(true);
    expect(rowFor({ description: "x".repeat(120) }).title).toBe("x".repeat(120));
  });

  test("does not cut a character in two", () => {
    const { title } = rowFor({ description: "💊".repeat(100) });
    expect(title.isWellFormed()).toBe(true);
  });

  test("shows ids where the release has lost the name", () => {
    const story = openStory(workflow, { queue: "gone" });
    const row = rowOf({ ...story.state, state: "dropped", assignee: "u-left" }, names, null);
    expect(row).toMatchObject({
      state: { id: "dropped", name: "dropped" },
      stateClass: "working",
      queue: { id: "gone", name: "gone" },
      assignee: { id: "u-left", name: "u-left" },
    });
  });

  test("says that it waits for somebody whom its queue had not, and with which skills", () => {
    const swahili = { fact: "case.priority", operator: "equal", value: "High" } as const;
    const skills = [{ skill: "swahili", when: swahili }, { skill: "gone" }];
    const known = {
      ...names,
      workflow: { ...workflow, skills },
      organisation: { ...organisation, skills: [{ id: "swahili", name: "Speaks Swahili" }] },
    };
    const { state } = openStory(workflow);
    const unattended = { ...state, priority: "High", unattended: state.queuedAt };
    const told = (over: object) => rowOf({ ...unattended, ...over }, known, null).unattended;
    expect(told({})).toEqual({ skills: ["Speaks Swahili", "gone"] });
    expect(told({ priority: "Low" })).toEqual({ skills: ["gone"] });
    expect(rowOf(unattended, names, null).unattended).toEqual({ skills: [] });
    for (const other of [
      { unattended: undefined },
      { queuedAt: state.queuedAt + 1 },
      { assignee: "u-support" },
      { status: "closed" },
      { state: "waiting" },
    ])
      expect(told(other)).toBeNull();
  });

  test("says when it stands still, and what is due first", () => {
    const story = openStory(workflow, { contact: null });
    const parked = { reason: "gap", turn: 2, at: new Date(MONDAY) };
    expect(rowOf(story.state, names, parked)).toMatchObject({ parked: true, channel: null });
    const clocks = { auto_close: { startedAt: 0, dueAt: 5 }, unknown: { startedAt: 0, dueAt: 1 } };
    const { due } = rowOf({ ...story.state, clocks }, names, null);
    const at = "1970-01-01T00:00:00.001Z";
    expect(due).toMatchObject({ clock: "unknown", name: "unknown", at, promise: false });
    expect(rowOf({ ...story.state, clocks: {} }, names, null).due).toBeNull();
  });
});
