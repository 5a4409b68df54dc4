import { useMediaQuery } from "@mantine/hooks";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import type { CaseEventLine } from "../../../engine/protocol/case.js";
import { graphOf } from "../../canvas/graph.js";
import type { Selection } from "../../canvas/selection.js";
import { Waiting } from "../../ui/waiting.js";
import { journeyWords as say } from "../../words/journey.js";
import { marksOf } from "../workflow/marks.js";
import { figuresOf } from "./figures.js";
import classes from "./journey.module.css";
import { arrivesAt, goes, nextTurn, type Standing, trailOf } from "./steps.js";

/** The picture is a library of its own; only those who look at one load it. */
const FlowMap = lazy(async () => ({
  default: (await import("../../canvas/flow-map.js")).FlowMap,
}));

/** Narrower than this the picture is read downwards. */
const PHONE = "(max-width: 47.99em)";

/** The workflow that the case followed, with the way that it had come until a step. */
export function Picture({
  standing,
  lines,
  onTurn,
}: {
  readonly standing: Standing;
  /** All turns of the stretch, those after the step too. */
  readonly lines: readonly CaseEventLine[];
  readonly onTurn: (turn: number) => void;
}) {
  const { workflow, roles, release } = standing.stretch;
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const graph = useMemo(() => graphOf(workflow), [workflow]);
  const marks = useMemo(
    () => marksOf({ workflow, body: { organisation: { roles } } }),
    [workflow, roles],
  );
  const [missed, setMissed] = useState("");
  const nameOf = (state: string) => workflow.states[state]?.name ?? state;
  const choose = (selection: Selection) => {
    const [does, none] = askedFor(selection, nameOf);
    const turn = nextTurn(lines, standing.line.turn, does);
    setMissed(turn === undefined ? none : "");
    if (turn !== undefined) onTurn(turn);
  };
  const trail = trailOf(standing);
  const frame = useShown(trail.here, isPhone);
  return (
    <>
      <div ref={frame} className={classes.picture}>
        <Suspense fallback={<Waiting />}>
          <FlowMap
            name={say.picture(workflow.name, release)}
            graph={graph}
            content={{
              ...{ marks, trail, nameOf, counts: undefined, selected: null, edit: null },
              figures: figuresOf(standing),
              onChoose: choose,
            }}
            axis={isPhone ? "down" : "across"}
            given={workflow.layout}
          />
        </Suspense>
      </div>
      <p role="status" className={classes.missed}>
        {missed}
      </p>
    </>
  );
}

/** Which turns somebody asks for who chooses a part of the picture, and what is said when there are none. */
function askedFor(
  { kind, id }: Selection,
  nameOf: (state: string) => string,
): readonly [(line: CaseEventLine) => boolean, string] {
  if (kind === "state") return [arrivesAt(id), say.notBeen(nameOf(id))];
  if (kind === "transition") return [({ transition }) => transition === id, ""];
  const [from = "", to = ""] = id.split(">");
  return [goes(from, to), say.notGone(nameOf(from), nameOf(to))];
}

/** Scrolls the frame of a picture that is read downwards to the state where the case is. */
function useShown(here: string | null, isPhone: boolean) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = frame.current;
    if (!box || !isPhone || here === null) return;
    const state = box.querySelector(`[data-item="state.${CSS.escape(here)}"]`);
    if (!state) return;
    const [inside, around] = [state.getBoundingClientRect(), box.getBoundingClientRect()];
    box.scrollTop += inside.top - around.top - (around.height - inside.height) / 2;
  }, [here, isPhone]);
  return frame;
}
