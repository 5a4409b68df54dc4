import { lazy, Suspense, useMemo } from "react";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Layout } from "../../canvas/layout.js";
import type { Axis } from "../../canvas/plane.js";
import type { Selection } from "../../canvas/selection.js";
import type { Together } from "../../canvas/together.js";
import type { Compared } from "../../nodes/compared.js";
import { Waiting } from "../../ui/waiting.js";
import { compareWords as say } from "../../words/compare.js";
import { marksOf } from "../workflow/marks.js";
import { nameOf } from "../workflow/names.js";
import classes from "./compare.module.css";
import type { Pictured } from "./differing.js";
import type { Labels, Side } from "./sides.js";

/** The picture is a library of its own; only those who look at one load it. */
const FlowMap = lazy(async () => ({
  default: (await import("../../canvas/flow-map.js")).FlowMap,
}));

/** One of two pictures, with what it is of. */
export function SidePicture({
  side,
  labels,
  pictured: { workflow, graph },
  body,
  layout,
  axis,
  together,
  compared,
  onChoose,
}: {
  readonly side: Side;
  readonly labels: Labels;
  readonly pictured: Pictured;
  readonly body: ReleaseBody;
  readonly layout: Layout;
  readonly axis: Axis;
  readonly together: Together;
  readonly compared: Compared;
  readonly onChoose: (selection: Selection) => void;
}) {
  const subject = useMemo(() => ({ workflow, body }), [workflow, body]);
  const marks = useMemo(() => marksOf(subject), [subject]);
  return (
    <figure className={classes.picture}>
      <figcaption>{say.side(say.sides[side], labels[side])}</figcaption>
      <Suspense fallback={<Waiting />}>
        <FlowMap
          name={say.picture(workflow.name, say.sides[side])}
          {...{ graph, axis, layout, together }}
          content={{
            ...{ marks, compared, onChoose, counts: undefined, selected: null, edit: null },
            nameOf: (state) => nameOf.state(subject, state),
          }}
          given={workflow.layout}
        />
      </Suspense>
    </figure>
  );
}
