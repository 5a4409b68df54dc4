import { createContext } from "react";
import type { StateCounts } from "../canvas/graph.js";
import type { Selection } from "../canvas/selection.js";
import type { Corner } from "../draft/workflow-steps.js";
import type { Compared } from "./compared.js";
import type { Figures } from "./figures.js";
import type { Found } from "./found.js";
import type { Marks } from "./marks.js";
import type { Trail } from "./trail.js";

/** What the picture is changed by. Places are in the numbers of the definition. */
export type MapEdit = {
  readonly onPlace: (corners: Readonly<Record<string, Corner>>) => void;
  readonly onPlaceNote: (note: string, at: Corner) => void;
  readonly onConnect: (from: string, to: string) => void;
  /** States that something is to be done with together. */
  readonly picked: ReadonlySet<string>;
  readonly onPick: (state: string) => void;
  /** A line was drawn from a state to where nothing is. */
  readonly onAddFrom: (from: string, at: Corner) => void;
};

/** What every node and edge of the picture needs beside its own place. */
export type MapContent = {
  readonly marks: Marks;
  /** Open cases by state; undefined while they are not known. */
  readonly counts: StateCounts | undefined;
  /** The numbers that it is shaded by; absent while it is shaded by what each state is. */
  readonly figures?: Figures | null;
  readonly nameOf: (state: string) => string;
  readonly selected: Selection | null;
  /** The way of one case, where the picture is about one. */
  readonly trail?: Trail | null;
  /** What somebody looks for; null while they do not. */
  readonly found?: Found | null;
  /** What differs from another picture, where two are compared. */
  readonly compared?: Compared | null;
  /** What is wrong, by what it is about: `state.new`, `transition.close`. */
  readonly wrong?: ReadonlySet<string>;
  readonly onChoose: (selection: Selection) => void;
  /** Null while the picture is only read. */
  readonly edit: MapEdit | null;
};

/** Around the picture, because React Flow makes its nodes and edges itself. */
export const MapContext = createContext<MapContent | null>(null);
