import type { ReviewedArea } from "../../../engine/protocol/review.js";
import { reviewWords as say } from "../../words/review.js";
import classes from "./review.module.css";

/** How far each area of a review is. */
export function AreasSaid({ areas }: { readonly areas: readonly ReviewedArea[] }) {
  return (
    <ul className={classes.areas}>
      {areas.map((area) => (
        <li key={area.id}>
          {say.area(area.name, verdictWords(area))}
          {area.note === "" ? null : <p className={classes.note}>{area.note}</p>}
        </li>
      ))}
    </ul>
  );
}

function verdictWords({ verdict, by }: ReviewedArea): string {
  if (verdict === null) return say.waiting;
  return verdict === "approved" ? say.approvedBy(by?.name ?? "") : say.declinedBy(by?.name ?? "");
}
