import { describe, expect, test } from "vitest";
import type { EffectSpec, Transition } from "../../definition/workflow.js";
import {
  MONDAY,
  openStory,
  staff,
  type Story,
  workflowNamed,
} from "../../../tests/support/story.js";

type Alert = Extract<EffectSpec, { do: "alert" }>;

const lost = workflowNamed("lost-property");
const alert: Alert = {
  do: "alert",
  level: "critical",
  team: "porters",
  template: "lp-found",
  until: "acknowledged",
  every: "PT2M",
};
const by = (then: readonly EffectSpec[]): Transition => ({
  name: "Shout",
  from: "*",
  by: ["porter"],
  then: [...then],
});
const heard: Transition = {
  name: "Heard",
  from: "*",
  on: [{ event: "alert_acknowledged", team: "porters" }],
  set: { assignee: { from: "actor.id" } },
};
const unheard: Transition = {
  name: "Unheard",
  from: "*",
  on: [{ event: "alert_unanswered" }],
  set: { priority: "Urgent" },
};

function shouting(...specs: readonly EffectSpec[]): Story {
  const shout = by(specs.length === 0 ? [alert] : specs);
  const away = { name: "Away", from: "*" as const, to: "not_found", by: ["porter"] };
  return openStory({
    ...lost,
    priorities: ["Urgent", ...lost.priorities],
    transitions: { shout, heard, unheard, away, ...lost.transitions },
  });
}

const acknowledges = (story: Story, id: string, who: keyof typeof staff = "porter") =>
  story.happens({
    type: "alert_acknowledged",
    at: story.at,
    alert: id,
    team: "porters",
    level: "critical",
    actor: staff[who],
    requestId: `ack-${who}`,
  });
const fallsSilent = (story: Story, id: string) =>
  story.happens({
    type: "alert_unanswered",
    at: story.at,
    alert: id,
    team: "porters",
    level: "critical",
    why: "silence",
  });

describe("an alert of a case", () => {
  test("is open from the turn that raises it, and says whom it calls and how often", () => {
    const story = shouting();
    const turn = story.acts("shout", staff.porter);
    expect(turn.effects).toEqual([
      {
        kind: "alert",
        id: "T-1.2.0",
        level: "critical",
        team: "porters",
        template: "lp-found",
        tier: 1,
        everyMs: 120_000,
        times: 3,
      },
    ]);
    const open = { level: "critical", team: "porters", tier: 1, since: MONDAY };
    expect(story.state.alerts).toEqual({ "T-1.2.0": open });
  });

  test("is acknowledged by the first person alone, and a transition may follow", () => {
    const story = shouting();
    story.acts("shout", staff.porter);
    expect(acknowledges(story, "T-1.2.0", "medical").transition).toBe("heard");
    expect(story.state).toMatchObject({ assignee: "u-medical", alerts: {} });
    expect(acknowledges(story, "T-1.2.0", "porter").note).toBe("stale");
    expect(story.state.assignee).toBe("u-medical");
  });

  test("stays open when nobody answers, so that somebody still can", () => {
    const story = shouting();
    story.acts("shout", staff.porter);
    expect(fallsSilent(story, "T-1.2.0").transition).toBe("unheard");
    expect(story.state.priority).toBe("Urgent");
    expect(acknowledges(story, "T-1.2.0").transition).toBe("heard");
    expect(fallsSilent(story, "T-1.2.0").note).toBe("stale");
  });

  test("is taken over by a later one of its team and level, and by no other", () => {
    const info: Alert = { do: "alert", level: "info", team: "porters", template: "lp-found" };
    const story = shouting(alert, info);
    story.acts("shout", staff.porter);
    expect(Object.keys(story.state.alerts ?? {})).toEqual(["T-1.2.0", "T-1.2.1"]);
    story.acts("shout", staff.porter);
    expect(Object.keys(story.state.alerts ?? {})).toEqual(["T-1.3.0", "T-1.3.1"]);
  });

  test("ends with its case, and a case that has closed raises none", () => {
    const story = shouting();
    story.acts("shout", staff.porter);
    story.acts("away", staff.porter);
    expect(story.state).toMatchObject({ status: "closed", alerts: {} });
    expect(acknowledges(story, "T-1.2.0").note).toBe("closed");
  });

  test("ends when the clock that it is about stops, and not before", () => {
    const story = shouting(
      { ...alert, about: "search" },
      { ...alert, level: "info", about: "pickup" },
    );
    story.decides("lost-property-routing", { priority: "Normal", valuable: false });
    story.acts("shout", staff.porter);
    expect(story.state.alerts).toMatchObject({
      "T-1.3.0": { about: "search" },
      "T-1.3.1": { about: "pickup" },
    });
    story.acts("reply", staff.porter, { text: "Not in the lobby" });
    expect(Object.keys(story.state.alerts ?? {})).toHaveLength(2);
    story.acts("find", staff.porter, { shelf: 7 });
    expect(Object.keys(story.state.alerts ?? {})).toEqual(["T-1.3.1"]);
    expect(acknowledges(story, "T-1.3.0").note).toBe("stale");
  });

  test("goes to the team that the case names", () => {
    const story = shouting({ ...alert, team: { from: "case.queue" } });
    const { effects } = story.acts("shout", staff.porter);
    expect(effects).toMatchObject([{ kind: "alert", team: "lobby" }]);
  });

  test("says that it is an exercise when its case is one", () => {
    const story = openStory(
      { ...lost, transitions: { shout: by([alert]), ...lost.transitions } },
      { drill: true },
    );
    expect(story.acts("shout", staff.porter).effects).toMatchObject([{ drill: true }]);
    expect(story.state.drill).toBe(true);
  });
});
