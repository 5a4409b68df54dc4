import { Button } from "@mantine/core";
import { useState } from "react";
import type { ReviewArea } from "../../../engine/definition/review-area.js";
import { reviewWords as say } from "../../words/review.js";
import { useChanges } from "../draft/changes-context.js";
import { useRights } from "../draft/rights-context.js";
import { AreaDialog } from "./area-dialog.js";
import { coverNames } from "./covers.js";
import classes from "./review.module.css";

/** Who reviews what, as it would be with the person's changes; edits are changes like others. */
export function ReviewAreas() {
  const { body, record } = useChanges();
  const [edited, setEdited] = useState<ReviewArea | "new" | null>(null);
  const { all } = useRights();
  const areas = body.organisation.reviews ?? [];
  const roleName = (id: string) => body.organisation.roles.find((one) => one.id === id)?.name ?? id;
  if (!all("organisation", "reviews")) return null;
  return (
    <section className={classes.card} aria-label={say.who}>
      <h3>{say.who}</h3>
      <p className={classes.quiet}>{areas.length === 0 ? say.noAreas : say.whoLead}</p>
      <ul className={classes.list}>
        {areas.map((area) => (
          <li key={area.id} className={classes.row}>
            <div>
              <b>{area.name}</b>
              <p className={classes.quiet}>
                {say.coversList(
                  coverNames(area.covers, body).join(", "),
                  area.approvers.map(roleName).join(", "),
                )}
              </p>
            </div>
            <div className={classes.buttons}>
              <Button
                variant="default"
                aria-label={say.edit(area.name)}
                onClick={() => setEdited(area)}
              >
                {say.editIt}
              </Button>
              <Button
                variant="default"
                aria-label={say.remove(area.name)}
                onClick={() =>
                  record({ kind: "release", step: { do: "remove", from: "reviews", id: area.id } })
                }
              >
                {say.removeIt}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <div>
        <Button variant="default" onClick={() => setEdited("new")}>
          {say.add}
        </Button>
      </div>
      {edited === null ? null : (
        <AreaDialog
          area={edited === "new" ? null : edited}
          body={body}
          onKeep={(entry) =>
            record({
              kind: "release",
              step:
                edited === "new"
                  ? { do: "add", to: "reviews", entry }
                  : { do: "replace", in: "reviews", entry },
            })
          }
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}
