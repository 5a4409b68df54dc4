import { useMediaQuery } from "@mantine/hooks";
import { useMemo, useState } from "react";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { boxOf } from "../../canvas/item-box.js";
import type { Layout } from "../../canvas/layout.js";
import { selectionText, type Selection } from "../../canvas/selection.js";
import { newTogether } from "../../canvas/together.js";
import { useKeys } from "../../ui/keys.js";
import { compareWords as say } from "../../words/compare.js";
import { ChangeSteps } from "./change-steps.js";
import type { WorkflowChange } from "./changes.js";
import classes from "./compare.module.css";
import type { ComparedWorkflow } from "./compared-workflow.js";
import { differing } from "./differing.js";
import { SidePicture } from "./side-picture.js";
import { SideSwitch } from "./side-switch.js";
import { SIDES, type Labels, type Side } from "./sides.js";
import { twoLayouts } from "./union.js";

/** Narrower than this there is room for one picture, which is read downwards. */
const PHONE = "(max-width: 47.99em)";

/** One workflow before and after: two pictures that move together, and the way from one difference to the next. */
export function Comparison({
  compared: { name, two, changes: all },
  bodies,
  labels,
}: {
  readonly compared: ComparedWorkflow;
  readonly bodies: Readonly<Record<Side, ReleaseBody>>;
  readonly labels: Labels;
}) {
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const axis = isPhone ? "down" : "across";
  const items = useMemo(() => differing(two.before, two.after), [two]);
  const layouts = useMemo(() => twoLayouts(two, axis), [two, axis]);
  const changes = useMemo(() => drawnOf(all, layouts), [all, layouts]);
  const [together] = useState(newTogether);
  const [place, setPlace] = useState<number | null>(null);
  const [side, setSide] = useState<Side>("after");
  const [missed, setMissed] = useState("");
  // While changes are taken back there can be fewer of them than there were.
  const at = place !== null && place < changes.length ? place : null;
  const here = at === null ? [] : (changes[at]?.items ?? []);
  const go = (next: number) => {
    setMissed("");
    setPlace(next);
    const [first = ""] = changes[next]?.items ?? [];
    // Where one picture is shown, it is the one that has what is to be seen.
    const difference = items.get(first);
    if (difference === "added") setSide("after");
    if (difference === "removed") setSide("before");
  };
  const step = (by: 1 | -1) => {
    const from = at ?? (by === 1 ? -1 : 0);
    go((from + by + changes.length) % changes.length);
  };
  const choose = (selection: Selection) => {
    const item = selectionText(selection);
    const about = changes.flatMap((change, one) => (change.items.includes(item) ? [one] : []));
    const next = about.find((one) => at !== null && one > at) ?? about[0];
    if (next === undefined) setMissed(say.untouched);
    else go(next);
  };
  useKeys({ j: () => step(1), k: () => step(-1) });
  const picture = (shown: Side) => (
    <SidePicture
      key={isPhone ? "one" : shown}
      {...{ side: shown, axis, together, labels }}
      pictured={two[shown]}
      body={bodies[shown]}
      layout={layouts[shown]}
      compared={{ items, here }}
      onChoose={choose}
    />
  );
  return (
    <ChangeSteps {...{ name, changes, at, missed }} onGo={go} onStep={step}>
      {isPhone ? <SideSwitch side={side} labels={labels} onSide={setSide} /> : null}
      <div className={classes.pictures}>{isPhone ? picture(side) : SIDES.map(picture)}</div>
    </ChangeSteps>
  );
}

/** Changes with what is drawn of that which they are about: notes and frames are not, where the pictures are read downwards. */
function drawnOf(
  changes: readonly WorkflowChange[],
  layouts: Readonly<Record<Side, Layout>>,
): readonly WorkflowChange[] {
  const isDrawn = (item: string) => SIDES.some((side) => boxOf(item, layouts[side]) !== undefined);
  return changes.map((change) => ({ ...change, items: change.items.filter(isDrawn) }));
}
