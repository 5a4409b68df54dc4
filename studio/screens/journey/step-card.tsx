import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CaseJourney } from "../../../engine/protocol/case-journey.js";
import { reasonsQuery } from "../../api/journey.js";
import card from "../../ui/card.module.css";
import { ProblemNote } from "../../ui/notes.js";
import { readable } from "../../ui/schema-form/choices.js";
import { Waiting } from "../../ui/waiting.js";
import { journeyWords as say } from "../../words/journey.js";
import { words } from "../../words/index.js";
import pairs from "../case/side-cards.module.css";
import { Told } from "../case/told.js";
import classes from "./journey.module.css";
import type { Standing } from "./steps.js";

type Change = CaseJourney["changes"][number];

/** What happened in one step: who or what did it, why the rules said so, and what it changed. */
export function StepCard({
  id,
  standing: { line },
  steps,
  changes,
}: {
  readonly id: string;
  readonly standing: Standing;
  /** How many there are. */
  readonly steps: number;
  readonly changes: readonly Change[];
}) {
  const mine = changes.filter(({ turn }) => turn === line.turn);
  return (
    <section className={card.card} aria-labelledby="step">
      <h2 id="step">{say.turn(line.turn, steps)}</h2>
      <Told line={line} />
      {line.decisionId === null ? null : (
        <Reasons key={line.decisionId} id={id} decision={line.decisionId} />
      )}
      {mine.length === 0 ? null : (
        <>
          <h3 className={classes.small}>{say.changed}</h3>
          <dl className={pairs.pairs}>
            {mine.map((change) => (
              <div key={change.field} className={pairs.pair}>
                <dt>{change.title}</dt>
                <dd dir="auto">{valueText(change)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

/** The reasons of a decision, fetched when somebody asks: who was shown them is written down. */
function Reasons({ id, decision }: { readonly id: string; readonly decision: string }) {
  const [asked, setAsked] = useState<"no" | "yes">("no");
  const reasons = useQuery({ ...reasonsQuery(id, decision), enabled: asked === "yes" });
  return (
    <div className={classes.reasons}>
      <Button
        variant="default"
        size="compact-md"
        aria-expanded={asked === "yes"}
        onClick={() => setAsked(asked === "yes" ? "no" : "yes")}
      >
        {say.reasons}
      </Button>
      {asked === "no" ? null : reasons.isPending ? (
        <Waiting />
      ) : reasons.data ? (
        <>
          <p className={pairs.quiet}>
            {words.case.whyRule}: {reasons.data.ruleName}
          </p>
          <ul className={pairs.sentences}>
            {reasons.data.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      ) : (
        <ProblemNote error={reasons.error} onRetry={() => void reasons.refetch()} />
      )}
    </div>
  );
}

function valueText({ value, choice }: Change): string {
  if (value === null) return say.gone;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "string") return choice ? readable(value) : value;
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
