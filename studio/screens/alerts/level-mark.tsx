import type { Alert } from "../../../engine/protocol/alert.js";
import { Icon } from "../../ui/icons.js";
import { DrillMark } from "../../ui/marks.js";
import { words } from "../../words/index.js";
import classes from "./alerts.module.css";

/** How loud an alert is, or how much a notice matters, in a word beside its sign; an exercise says so first. */
export function LevelMark({
  alert: { level, drill },
}: {
  readonly alert: Pick<Alert, "level" | "drill">;
}) {
  return (
    <>
      {drill ? <DrillMark /> : null}
      <strong className={classes.level} data-level={level} data-drill={drill}>
        <Icon name={level === "info" || level === "warning" ? "bell" : "warning"} size={16} />
        {words.alerts.levels[level]}
      </strong>
    </>
  );
}
