import { ALERT_LEVELS } from "../../../engine/definition/alert.js";
import type { Alert } from "../../../engine/protocol/alert.js";

/** What needs somebody first comes first: the real before the exercises, the loud before the quiet, then the newest. */
export function inOrder(alerts: readonly Alert[]): readonly Alert[] {
  return alerts.toSorted(
    (a, b) =>
      Number(a.drill) - Number(b.drill) ||
      ALERT_LEVELS.indexOf(a.level) - ALERT_LEVELS.indexOf(b.level) ||
      Date.parse(b.raisedAt) - Date.parse(a.raisedAt),
  );
}
