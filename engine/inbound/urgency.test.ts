import { beforeAll, describe, expect, test } from "vitest";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Transition, Workflow } from "../definition/workflow.js";
import { judgeOf } from "./urgency.js";

let shipped: ReleaseBody;
beforeAll(async () => {
  shipped = await shippedRelease();
});

function isUrgent(body: ReleaseBody, opens: string, text: string, data: object | null = null) {
  return judgeOf(body, opens, {})({ text, data: data as { [field: string]: string } | null });
}

describe("a message is urgent", () => {
  test("by the words that the rules of its workflow call an emergency, in any language, and no other", () => {
    const urgent = (text: string, data?: object) => isUrgent(shipped, "ticket", text, data);
    expect(urgent("My father has CHEST  pain!")).toBe(true);
    expect(urgent("mama ana maumivu ya kifua")).toBe(true);
    expect(urgent("the clinic system is down for everybody")).toBe(true);
    expect(urgent("please move my appointment")).toBe(false);
    expect(urgent("", { subject: "he is unconscious", description: "come" })).toBe(true);
    expect(urgent("", { category: "data_breach", description: "a list was posted" })).toBe(true);
    expect(urgent("", { category: "billing", description: "twice on my bill" })).toBe(false);
  });

  test("by words that were published a moment ago", () => {
    const ruleSets = shipped.ruleSets.map((set) =>
      set.id === "ticket-routing"
        ? { ...set, lists: { ...set.lists, "red-flags-en": ["purple spots"] } }
        : set,
    );
    expect(isUrgent(shipped, "ticket", "the baby has purple spots")).toBe(false);
    expect(isUrgent({ ...shipped, ruleSets }, "ticket", "the baby has purple spots")).toBe(true);
  });

  test("in a workflow that no code knows, by its own rules", () => {
    expect(isUrgent(shipped, "lost-property", "I left my passport in the lobby")).toBe(true);
    expect(isUrgent(shipped, "lost-property", "I left my umbrella in the lobby")).toBe(false);
    expect(isUrgent(shipped, "ticket", "I left my passport in the lobby")).toBe(false);
  });

  test("by what a message to a running case is to do, whatever the endpoint opens", () => {
    const spotted: Transition = {
      name: "Seen again",
      from: ["searching"],
      on: [{ event: "message_received" }],
      when: { fact: "message.text", operator: "textContains", value: "thief" },
      set: { priority: "Urgent" },
    };
    const body = changed("lost-property", ({ transitions }) => ({
      transitions: { ...transitions, spotted },
    }));
    expect(isUrgent(shipped, "ticket", "I see the thief")).toBe(false);
    expect(isUrgent(body, "ticket", "I see the thief")).toBe(true);
    expect(isUrgent(body, "ticket", "I see nobody")).toBe(false);
  });

  test("never because of the mere fact that somebody wrote, or where there is one priority alone", () => {
    const any: Transition = {
      name: "Wrote again",
      from: ["searching"],
      on: [{ event: "message_received" }],
      set: { priority: "Urgent" },
    };
    const eager = changed("lost-property", ({ transitions }) => ({
      transitions: { ...transitions, any },
    }));
    expect(isUrgent(eager, "ticket", "hello")).toBe(false);
    const flat = changed("lost-property", () => ({ priorities: ["Urgent"] }));
    expect(isUrgent(flat, "lost-property", "I left my passport in the lobby")).toBe(false);
  });
});

function changed(id: string, change: (workflow: Workflow) => Partial<Workflow>): ReleaseBody {
  const workflows = shipped.workflows.map((one) =>
    one.id === id ? { ...one, ...change(one) } : one,
  );
  return { ...shipped, workflows };
}
