import { lazy, Suspense, useMemo } from "react";
import { isLarge, type CaseGraph, type StateCounts } from "../../canvas/graph.js";
import type { Axis } from "../../canvas/plane.js";
import { selectionText, type Selection } from "../../canvas/selection.js";
import { foundOnMap } from "../../nodes/found.js";
import type { MapEdit } from "../../nodes/map-context.js";
import { Waiting } from "../../ui/waiting.js";
import { mapWords } from "../../words/map.js";
import type { Find } from "./find/use-find.js";
import { GroupList } from "./groups/group-list.js";
import { Legend } from "./legend.js";
import { marksOf } from "./marks.js";
import { nameOf, type Subject } from "./names.js";
import { NoteList } from "./notes/note-list.js";
import { figuresOf } from "./numbers/figures.js";
import type { Numbers } from "./numbers/numbers.js";
import classes from "./workflow.module.css";

/** The picture is a library of its own; only those who look at a map load it. */
const FlowMap = lazy(async () => ({
  default: (await import("../../canvas/flow-map.js")).FlowMap,
}));

/** The picture, what can be done everywhere, and what the signs mean. */
export function MapView({
  subject,
  graph,
  numbers,
  axis,
  selected,
  onChoose,
  edit,
  wrong,
  find,
}: {
  readonly subject: Subject;
  readonly graph: CaseGraph;
  readonly numbers: Numbers;
  readonly axis: Axis;
  readonly selected: Selection | null;
  readonly onChoose: (selection: Selection) => void;
  readonly edit: MapEdit | null;
  /** What is wrong somewhere in it, for a mark there. */
  readonly wrong: readonly Selection[];
  readonly find: Find;
}) {
  const marks = useMemo(() => marksOf(subject), [subject]);
  const { workflow } = subject;
  const { places, here } = find;
  const found = useMemo(() => places && foundOnMap(graph, { places, here }), [graph, places, here]);
  const { counts } = numbers;
  const figures = useMemo(() => (edit ? null : figuresOf(numbers, graph)), [edit, numbers, graph]);
  const content = {
    marks,
    counts,
    figures,
    nameOf: (state: string) => nameOf.state(subject, state),
    selected,
    found,
    onChoose,
    edit,
    wrong: new Set(wrong.map(selectionText)),
  };
  return (
    <>
      <Suspense fallback={<Waiting />}>
        <FlowMap
          name={mapWords.picture(workflow.name)}
          graph={graph}
          content={content}
          axis={axis}
          given={workflow.layout}
        />
      </Suspense>
      <div className={classes.below}>
        <p className={classes.hint}>{mapWords.pictureHint}</p>
        {axis === "across" && isLarge(graph) ? (
          <p className={classes.hint}>{mapWords.large}</p>
        ) : null}
        {graph.everywhere.length === 0 ? null : (
          <p className={classes.everywhere}>
            <span>{mapWords.everywhere}</span>
            {graph.everywhere.map((id) => (
              <button
                key={id}
                type="button"
                className={classes.link}
                onClick={() => onChoose({ kind: "transition", id })}
              >
                {nameOf.transition(subject, id)}
              </button>
            ))}
          </p>
        )}
        {axis === "down" ? (
          <>
            <GroupList subject={subject} groups={graph.groups} onChoose={onChoose} />
            <NoteList subject={subject} notes={graph.notes} onChoose={onChoose} />
          </>
        ) : null}
        <Elsewhere graph={graph} counts={counts} />
        <Legend />
      </div>
    </>
  );
}

/** Cases that are in none of the states shown, because they began under an earlier release. */
function Elsewhere({
  graph,
  counts,
}: {
  readonly graph: CaseGraph;
  readonly counts: StateCounts | undefined;
}) {
  const shown = new Set(graph.states.map(({ id }) => id));
  const rest = [...(counts ?? [])]
    .filter(([state]) => !shown.has(state))
    .reduce((sum, [, open]) => sum + open, 0);
  return rest === 0 ? null : <p className={classes.hint}>{mapWords.elsewhere(rest)}</p>;
}
