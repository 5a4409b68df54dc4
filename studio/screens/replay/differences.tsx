import { useQuery } from "@tanstack/react-query";
import type { Decision } from "../../../rules/decision.js";
import type { Replay, ReplayDifference } from "../../../engine/protocol/replay.js";
import { type ReplayedDecision, replayedDecisionQuery } from "../../api/replay.js";
import { ProblemNote } from "../../ui/notes.js";
import { Waiting } from "../../ui/waiting.js";
import { replayWords as say } from "../../words/replay.js";
import { useChanges } from "../draft/changes-context.js";
import { Reasons } from "../simulator/why.js";
import type { Subject } from "../workflow/names.js";
import { namedChange, subjectOf } from "./change-names.js";
import { DifferenceLine } from "./difference-line.js";
import classes from "./replay.module.css";

/** The cases that would have come out otherwise, missed emergencies first; each opens to both decisions with their reasons. */
export function Differences({ replay: { items, different } }: { readonly replay: Replay }) {
  return (
    <>
      <h4 className={classes.small}>{say.list}</h4>
      {items.length < different ? <p>{say.listCut(items.length)}</p> : null}
      <ul className={classes.items}>
        {items.map((item) => (
          <Difference key={item.id} item={item} />
        ))}
      </ul>
    </>
  );
}

function Difference({ item }: { readonly item: ReplayDifference }) {
  const compared = useChanges();
  const { workflow } = item;
  return (
    <DifferenceLine
      item={item}
      words={say}
      changes={item.changes.map((change) => {
        const { what, from, to } = namedChange(compared, workflow, change);
        return (
          <li key={change.what}>
            {what}: {say.instead(to, from)}
          </li>
        );
      })}
    >
      {() => <Both item={item} />}
    </DifferenceLine>
  );
}

/** What happened and what would have, side by side. */
function Both({ item: { id, workflow } }: { readonly item: ReplayDifference }) {
  const compared = useChanges();
  const decided = useQuery(replayedDecisionQuery(id, compared.body));
  if (decided.isPending) return <Waiting />;
  if (!decided.data)
    return <ProblemNote error={decided.error} onRetry={() => void decided.refetch()} />;
  const { before, after, release } = decided.data;
  const opened = [before.rule, ...(after ? [after.rule] : [])];
  return (
    <div className={classes.both}>
      <Side
        title={say.was(release)}
        decision={before}
        opened={opened}
        subject={subjectOf(compared, workflow, "published")}
      />
      <Side
        title={say.would}
        decision={after}
        opened={opened}
        subject={subjectOf(compared, workflow)}
        unjudged={decided.data.unjudged}
      />
    </div>
  );
}

function Side({
  title,
  decision,
  subject,
  opened,
  unjudged = null,
}: {
  readonly title: string;
  readonly decision: Decision | null;
  readonly subject: Subject | null;
  readonly opened: readonly string[];
  readonly unjudged?: ReplayedDecision["unjudged"];
}) {
  return (
    <section className={classes.side} aria-label={title}>
      <h4>{title}</h4>
      {decision && subject ? (
        <Reasons subject={subject} decision={decision} opened={opened} />
      ) : (
        <p>{unjudged ? say.why[unjudged.why](`“${unjudged.fact ?? ""}”`) : say.nobodyAsked}</p>
      )}
    </section>
  );
}
