import { describe, expect, test } from "vitest";
import { lintRelease } from "../../release-lint.js";
import { shippedRelease } from "../../../tests/support/shipped-release.js";
import { checkUp, examination, withParallelWork } from "../../../tests/support/parallel-work.js";
import { asked, MONDAY, openStory, staff, type Story } from "../../../tests/support/story.js";
import type { Effect } from "../effect.js";
import type { Turn } from "../turn.js";

const NOBODY = { contact: null, message: null };

/** A check-up that has asked for its examinations. */
function begun(data = {}): Story {
  const story = openStory(checkUp, { ...NOBODY, data: { person: "Asha", ...data } });
  story.acts("begin", staff.porter);
  return story;
}

/** The effect that was to open the n-th examination, from 0. */
const startOf = (n: number) => `T-1.2.${String(n)}`;

function starts(story: Story, n: number): Turn {
  const about = { at: story.at, effect: startOf(n), workflow: "examination" };
  return story.happens({ ...about, type: "case_started", other: `X-${String(n)}` });
}

function closes(story: Story, n: number, number = 10_000, state = "good"): Turn {
  const about = { effect: startOf(n), workflow: "examination", state, number };
  return story.happens({ ...about, type: "child_closed", at: story.at, other: `X-${String(n)}` });
}

/** The join that a turn asks for comes back. */
function joins(story: Story, { effects }: Turn): Turn {
  const join = effects.find((effect) => effect.kind === "join");
  if (!join) throw new Error("no join was asked for");
  const { id, workflow } = join;
  return story.happens({ type: "children_closed", at: story.at, effect: id, workflow });
}

function told({ effects }: Turn): readonly Extract<Effect, { kind: "tell" }>[] {
  return effects.filter((effect) => effect.kind === "tell");
}

describe("a case that opens others", () => {
  test("asks for each with its fields, and joins when the last has closed, in whatever order they come", () => {
    const story = begun();
    const first = story.turns.at(-1)?.effects[0];
    expect(first).toMatchObject({
      ...{ kind: "start", id: startOf(0), as: "child", place: 1, depth: 1, contact: null },
      ...{ data: { what: "heart", person: "Asha" }, priority: "Normal" },
    });
    // The second has closed before the case heard that it had begun, and while the third is still being opened.
    starts(story, 0);
    expect(asked(closes(story, 1))).toEqual([]);
    expect(asked(closes(story, 0))).toEqual([]);
    starts(story, 1);
    starts(story, 2);
    const last = closes(story, 2, 20_000, "strange");
    expect(asked(last)).toEqual(["join examination"]);
    expect(story.state.data["last"]).toBe("strange");
    expect(joins(story, last).transition).toBe("finish");
    expect(story.state).toMatchObject({ state: "done", status: "closed", starting: {}, starts: 3 });
  });

  test("hears of each once: a repeat changes nothing, and the join does not come again", () => {
    const story = begun({ quick: true });
    for (const n of [0, 1]) starts(story, n);
    closes(story, 0);
    closes(story, 1);
    const again = closes(story, 1);
    expect([again.note, asked(again)]).toEqual(["repeated", []]);
  });

  test("waits for a third that is asked for meanwhile: a join that comes late is stale", () => {
    const story = begun({ quick: true });
    for (const n of [0, 1]) starts(story, n);
    closes(story, 0);
    const last = closes(story, 1);
    story.state = {
      ...story.state,
      starting: { "T-1.9.0": { as: "child", workflow: "examination", signals: [] } },
    };
    expect(joins(story, last).note).toBe("stale");
    const about = { at: story.at, effect: "T-1.9.0", workflow: "examination" };
    const refused = story.happens({ ...about, type: "case_refused", why: "invalid_data" });
    expect(asked(refused)).toEqual(["join examination"]);
    expect(story.state.data["refused"]).toBe("invalid_data");
  });

  test("joins on entering a state when nothing had to be opened, or all had closed before", () => {
    const never = { fact: "data.person", operator: "equal" as const, value: "nobody" };
    const onEnter = (checkUp.states["examining"]?.onEnter ?? []).map((effect) => ({
      ...effect,
      when: never,
    }));
    const states = { ...checkUp.states, examining: { ...checkUp.states["examining"], onEnter } };
    const story = openStory({ ...checkUp, states } as typeof checkUp, {
      ...NOBODY,
      data: { person: "Asha" },
    });
    const entered = story.acts("begin", staff.porter);
    expect(asked(entered)).toEqual(["join examination"]);
    expect(joins(story, entered).transition).toBe("finish");
  });

  test("tells those that are open, and those that are still being opened as soon as they are there", () => {
    const story = begun();
    starts(story, 0);
    const hurried = story.acts("hurry", staff.porter);
    expect(told(hurried).map(({ to }) => to)).toEqual(["X-0"]);
    expect(asked(starts(story, 1))).toEqual(["tell X-1 hurry"]);
    closes(story, 0);
    const cancelled = story.acts("cancel", staff.porter);
    expect(asked(cancelled)).toEqual(["tell X-1 parent_closed"]);
    expect(asked(starts(story, 2))).toEqual(["tell X-2 hurry", "tell X-2 parent_closed"]);
    const numbers = story.turns.flatMap(told).map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    const late = closes(story, 1);
    expect([late.note, story.state.links?.["X-1"]?.ended]).toEqual(["closed", "good"]);
  });
});

describe("a case that another one opened", () => {
  const parent = {
    ...{ id: "C-1", workflow: "check-up", effect: "C-1.2.0" },
    ...{ as: "child" as const, depth: 1 },
  };
  const opened = () =>
    openStory(examination, { ...NOBODY, id: "X-1", data: { what: "heart" }, parent });

  test("knows its parent, hears its signals once, and tells it when it closes", () => {
    const story = opened();
    const hurry = { type: "signalled", at: MONDAY, other: "C-1", signal: "hurry" } as const;
    expect(story.happens({ ...hurry, number: 30_000 }).transition).toBe("hurry");
    expect(story.happens({ ...hurry, number: 30_000 }).note).toBe("repeated");
    const closed = story.acts("strange", staff.porter);
    expect(told(closed)).toMatchObject([
      { to: "C-1", news: { type: "signalled", signal: "strange" } },
      { to: "C-1", news: { type: "child_closed", effect: "C-1.2.0", state: "strange" } },
    ]);
  });

  test("may react when its parent closes, and tells even then how it ended", () => {
    const story = opened();
    const about = { at: MONDAY, other: "C-1", state: "cancelled", number: 50_000 };
    const dropped = story.happens({ ...about, type: "parent_closed" });
    expect([dropped.transition, story.state.status]).toEqual(["drop", "closed"]);
    expect(asked(dropped)).toEqual(["tell C-1 child_closed"]);
  });
});

test("the made-up check-up has nothing to mend", async () => {
  const findings = lintRelease(withParallelWork(await shippedRelease()));
  expect(findings.filter(({ path }) => /^\/workflows\/[23]/.test(path))).toEqual([]);
});
