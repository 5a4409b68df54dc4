import { MantineProvider } from "@mantine/core";
import type { NodeProps } from "@xyflow/react";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { rowItem, type Compared, type ComparedMark } from "./compared.js";
import { MapContext } from "./map-context.js";
import { StateFace } from "./state-face.js";
import { WayLabel, type WayFlowNode } from "./way-label.js";

/** All that stands in something drawn, as one line. */
function textOf(drawn: ReactNode): string {
  const page = renderToStaticMarkup(<MantineProvider>{drawn}</MantineProvider>);
  return page
    .replace(/<style[^>]*>.*?<\/style>/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

function state(compared: ComparedMark | undefined) {
  return textOf(
    <StateFace
      {...{ item: "state.new", name: "Sampled", kind: "working", place: "between", stays: 0 }}
      {...{ anywhere: "", depth: undefined, figure: undefined, spoken: undefined, open: undefined }}
      {...{ showsOpen: false, been: undefined, found: undefined, compared }}
      {...{ isHere: false, isWrong: false, isChosen: false, isPicked: false }}
    />,
  );
}

/** The label of a way with three transitions. */
function way(items: Compared["items"]) {
  const transitions = ["check", "again", "skip"];
  const named = transitions.map((id) => [id, { name: `Do ${id}`, signs: [], who: "" }] as const);
  const data = { way: { id: "a>b", from: "a", to: "b", transitions } };
  const props = { id: "a>b", data } as unknown as NodeProps<WayFlowNode>;
  return textOf(
    <MapContext
      value={{
        ...{ marks: new Map(named), compared: { items, here: [] }, counts: undefined },
        ...{ nameOf: (id) => id, selected: null, onChoose: () => undefined, edit: null },
      }}
    >
      <WayLabel {...props} />
    </MapContext>,
  );
}

test("a state that differs says so by a sign and a word, and by the word to those who hear it", () => {
  expect(state("added")).toMatch(/Sampled\. Working\. Added .*\+ Added/);
  expect(state("removed")).toMatch(/Sampled\. Working\. Removed .*− Removed/);
  expect(state("changed")).toMatch(/Sampled\. Working\. Changed .*≠ Changed/);
  expect(state("same")).toMatch(/Sampled\. Working\. As before /);
  expect(state("same")).not.toMatch(/[+−≠]/);
  expect(state(undefined)).not.toMatch(/As before|Added|Removed|Changed/);
});

test("a line that is changed says of each transition on it what became of that", () => {
  const said = way(
    new Map([
      ["way.a>b", "changed"],
      [rowItem("a>b", "check"), "changed"],
      [rowItem("a>b", "again"), "added"],
    ]),
  );
  expect(said).toMatch(/Do check \(Changed\), Do again \(Added\), Do skip/);
  expect(said).toMatch(/≠ Changed Do check ≠ Changed Do again \+ Added Do skip $/);
});

test("a line that is new or gone says so once", () => {
  const said = way(
    new Map([
      ["way.a>b", "removed"],
      [rowItem("a>b", "check"), "removed"],
    ]),
  );
  expect(said.match(/− Removed/g)).toHaveLength(1);
  expect(way(new Map())).toMatch(/As before/);
});
