import type { Alert } from "../../../engine/protocol/alert.js";
import { Icon } from "../../ui/icons.js";
import { words } from "../../words/index.js";
import classes from "./alerts.module.css";

/** How loud an alert is, in a word beside its sign; an exercise says so first. */
export function LevelMark({ alert: { level, drill } }: { readonly alert: Alert }) {
  return (
    <strong className={classes.level}>
      <Icon name={level === "info" || level === "warning" ? "bell" : "warning"} size={18} />
      {drill ? `${words.alerts.drill} ` : ""}
      {words.alerts.levels[level]}
    </strong>
  );
}
