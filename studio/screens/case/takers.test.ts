import { describe, expect, test } from "vitest";
import type { Taker } from "../../../engine/protocol/workload.js";
import { takersByFit, whyWaiting } from "./takers.js";

const someone = (name: string, rest: Partial<Taker> = {}): Taker => ({
  ...{ id: name, name, load: 0, capacity: 5, status: "free", until: null, queues: ["lobby"] },
  ...{ may: true, sees: true, missing: [] },
  ...rest,
});

describe("whom a case is offered to", () => {
  test("is told apart by whether they can take it, and whoever fits best comes first", () => {
    const takers = [
      someone("clerk", { may: false }),
      someone("holder"),
      someone("unskilled", { missing: ["Opens locks"] }),
      someone("away", { status: "away" }),
      someone("elsewhere", { sees: false }),
      someone("busy", { load: 4 }),
      someone("idle", { load: 1 }),
    ];
    const names = takersByFit(takers, "holder").map(([fit, people]) => [
      fit,
      people.map(({ name }) => name),
    ]);
    expect(names).toEqual([
      ["fits", ["idle", "busy"]],
      ["hindered", ["away", "elsewhere", "unskilled"]],
      ["cannot", ["clerk", "holder"]],
    ]);
  });
});

describe("why a case waits", () => {
  const takers = [
    someone("a", { status: "away", until: "2026-03-02T14:00:00.000Z" }),
    someone("b", { status: "off_duty", until: "2026-03-02T08:00:00.000Z" }),
    someone("c", { status: "full" }),
    someone("d", { status: "off_duty", until: "2026-03-02T07:00:00.000Z", missing: ["Swahili"] }),
    someone("e", { queues: [] }),
  ];

  test("counts each whom its queue gives cases to once, and names who is able and expected first", () => {
    expect(whyWaiting(takers, "lobby")).toMatchObject({
      people: 4,
      skills: ["Swahili"],
      kept: [
        ["unskilled", 1],
        ["away", 1],
        ["off_duty", 1],
        ["full", 1],
      ],
      next: { name: "b" },
    });
  });

  test("is told of a queue that has nobody, and of one whose people are expected at no known time", () => {
    expect(whyWaiting(takers, "yard")).toMatchObject({ people: 0, kept: [], next: null });
    expect(whyWaiting([someone("c", { status: "full" })], "lobby")?.next).toBeNull();
  });

  test("is nothing to tell where somebody can take it", () => {
    expect(whyWaiting([...takers, someone("f")], "lobby")).toBeNull();
  });
});
