import { useMediaQuery } from "@mantine/hooks";
import { lazy, Suspense, useMemo, useState } from "react";
import { graphOf } from "../../canvas/graph.js";
import type { Selection } from "../../canvas/selection.js";
import type { Starter } from "../../starters/starters.js";
import { Waiting } from "../../ui/waiting.js";
import { galleryWords as say } from "../../words/gallery.js";
import { mapWords } from "../../words/map.js";
import { marksOf } from "../workflow/marks.js";
import { nameOf } from "../workflow/names.js";
import { openingSentences } from "../workflow/opening-sentences.js";
import classes from "./gallery.module.css";

/** The picture is a library of its own; only those who look at one load it. */
const FlowMap = lazy(async () => ({
  default: (await import("../../canvas/flow-map.js")).FlowMap,
}));

const NOTHING_WRONG: ReadonlySet<string> = new Set();

/** Narrower than this the picture is read downwards. */
const PHONE = "(max-width: 47.99em)";

/** How the cases of a starter move, and what comes with it. */
export function StarterPicture({ starter: { workflow, body } }: { readonly starter: Starter }) {
  const [selected, setSelected] = useState<Selection | null>(null);
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const graph = useMemo(() => graphOf(workflow), [workflow]);
  const subject = useMemo(() => ({ workflow, body }), [workflow, body]);
  const marks = useMemo(() => marksOf(subject), [subject]);
  const names = (all: readonly { readonly name: string }[]) =>
    mapWords.and(all.map(({ name }) => name));
  const clocks = Object.values(workflow.clocks ?? {});
  return (
    <>
      <p className={classes.lead}>{workflow.description}</p>
      <div className={classes.picture}>
        <Suspense fallback={<Waiting />}>
          <FlowMap
            name={mapWords.picture(workflow.name)}
            graph={graph}
            content={{
              ...{ marks, counts: undefined, selected, onChoose: setSelected },
              ...{ edit: null, wrong: NOTHING_WRONG },
              nameOf: (state) => nameOf.state(subject, state),
            }}
            axis={isPhone ? "down" : "across"}
            given={workflow.layout}
          />
        </Suspense>
      </div>
      <section aria-label={say.brings}>
        <h3 className={classes.heading}>{say.brings}</h3>
        <ul className={classes.brings}>
          {openingSentences(workflow).map((one) => (
            <li key={one}>{one}</li>
          ))}
          <li>{say.queue(names(body.organisation.queues))}</li>
          {body.ruleSets.length === 0 ? null : <li>{say.rules(names(body.ruleSets))}</li>}
          <li>{say.messages(names(body.templates))}</li>
          {clocks.length === 0 ? null : <li>{say.promises(names(clocks))}</li>}
        </ul>
      </section>
    </>
  );
}
