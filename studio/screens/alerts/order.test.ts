import { expect, test } from "vitest";
import type { Alert } from "../../../engine/protocol/alert.js";
import { inOrder } from "./order.js";

const alert = (id: string, level: Alert["level"], minute: number, drill = false): Alert => ({
  id,
  case: id,
  level,
  team: { id: "medical", name: "Medical team" },
  tier: 1,
  drill,
  dashboard: true,
  raisedAt: new Date(minute * 60_000).toISOString(),
  unansweredAt: null,
  end: null,
  endedAt: null,
  by: null,
  calls: [],
});

test("real alerts stand before exercises, loud ones before quiet ones, and newer ones before older ones", () => {
  const alerts = [
    alert("exercise", "emergency", 9, true),
    alert("quiet", "info", 8),
    alert("old", "emergency", 1),
    alert("loud", "critical", 7),
    alert("new", "emergency", 2),
  ];
  expect(inOrder(alerts).map(({ id }) => id)).toEqual(["new", "old", "loud", "quiet", "exercise"]);
});
