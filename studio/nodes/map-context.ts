import { createContext } from "react";
import type { StateCounts } from "../canvas/graph.js";
import type { Selection } from "../canvas/selection.js";
import type { Marks } from "./marks.js";

/** What every node and edge of the picture needs beside its own place. */
export type MapContent = {
  readonly marks: Marks;
  /** Open cases by state; undefined while they are not known. */
  readonly counts: StateCounts | undefined;
  readonly nameOf: (state: string) => string;
  readonly selected: Selection | null;
  readonly onChoose: (selection: Selection) => void;
};

/** Around the picture, because React Flow makes its nodes and edges itself. */
export const MapContext = createContext<MapContent | null>(null);
