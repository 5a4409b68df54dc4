import { SIGN_ICONS, type Sign } from "../../nodes/marks.js";
import { Icon, type IconName } from "../../ui/icons.js";
import marks from "../../ui/marks.module.css";
import { mapWords } from "../../words/map.js";
import classes from "./workflow.module.css";

const KINDS = ["new", "working", "waiting", "done"] as const;

const SIGNS: readonly (readonly [keyof typeof mapWords.signs, IconName])[] = [
  ...(
    [
      "people",
      "message",
      "rules",
      "clock",
      "stock",
      "assigned",
      "alert",
      "cases",
      "system",
    ] as const
  ).map((sign: Sign) => [sign, SIGN_ICONS[sign]] as const),
  ["anywhere", "asterisk"],
  ["staying", "refresh"],
];

/** What the colours, shapes and signs of the picture mean. */
export function Legend() {
  return (
    <ul className={classes.legend} aria-label={mapWords.legend}>
      {KINDS.map((kind) => (
        <li key={kind}>
          <span className={marks.state} data-class={kind}>
            <span className={marks.dot} aria-hidden="true" />
            {mapWords.kinds[kind]}
          </span>
        </li>
      ))}
      {SIGNS.map(([sign, icon]) => (
        <li key={sign}>
          <Icon name={icon} size={14} />
          {mapWords.signs[sign]}
        </li>
      ))}
    </ul>
  );
}
