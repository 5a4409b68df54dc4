import { useQuery } from "@tanstack/react-query";
import type { Facet } from "../../../engine/definition/facets.js";
import type { CaseEventLine } from "../../../engine/protocol/case.js";
import { workflowsQuery } from "../../api/workflows.js";
import { When } from "../../ui/due.js";
import { readable, useChoices } from "../../ui/schema-form/choices.js";
import { words } from "../../words/index.js";
import { facetsOf } from "../desk/facet-picks.js";
import { callWords } from "./call-words.js";
import classes from "./timeline.module.css";

/** One turn of a case, told: what happened, where that led, what was filled in and done, by whom and when. */
export function Told({ line }: { readonly line: CaseEventLine }) {
  const { user, queue } = useChoices();
  const names = new Map([...user, ...queue].map(({ value, label }) => [value, label]));
  const facets = facetsOf(useQuery(workflowsQuery).data ?? []);
  const moved = line.from && line.to && line.from.id !== line.to.id;
  return (
    <div className={classes.what}>
      <p className={classes.title}>{line.title}</p>
      {moved ? (
        <p className={classes.more}>
          {words.timeline.moved(line.from?.name ?? "", line.to?.name ?? "")}
        </p>
      ) : null}
      {line.call ? <p className={classes.more}>{callWords(line.call).join(" · ")}</p> : null}
      {line.attachments ? (
        <p className={classes.more}>{words.attachments.count(line.attachments.length)}</p>
      ) : null}
      {inputTexts(line, names, facets).map((text) => (
        <p key={text} className={classes.quote} dir="auto">
          {text}
        </p>
      ))}
      {line.effects.map((effect) => (
        <p key={effect.id} className={classes.more}>
          {words.timeline.effects[effect.kind]?.(readable(effect.what)) ?? readable(effect.what)}
        </p>
      ))}
      {line.note === null ? null : <p className={classes.more}>{line.note}</p>}
      <p className={classes.when}>
        <span>{line.actor?.name ?? words.timeline.system}</span>
        <When at={line.at} />
        <span>{words.timeline.turn(line.turn)}</span>
      </p>
    </div>
  );
}

/** What a person filled into the form of the action; people and queues by their names, choices of facets in words. */
function inputTexts(
  line: CaseEventLine,
  names: ReadonlyMap<string, string>,
  facets: readonly Facet[],
): readonly string[] {
  if (line.call) return line.call.text === "" ? [] : [line.call.text];
  if (line.type !== "acted") return [];
  const texts = Object.entries(line.input).flatMap(([field, value]) => {
    if (typeof value !== "string") return [];
    const isChoice = facets.some(({ id, values }) => id === field && values.includes(value));
    return [isChoice ? readable(value) : (names.get(value) ?? value)];
  });
  return [...new Set(texts)];
}
