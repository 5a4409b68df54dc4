import { useState } from "react";
import type { Workflow } from "../../../engine/definition/workflow.js";
import type { Selection } from "../../canvas/selection.js";
import type { Editing } from "./edit/edit-context.js";

/** The states that something is to be done with together, and how they are picked. */
export type Picking = Pick<Editing, "picked" | "pickedCount" | "onPick" | "onPickAll">;

/** States that are picked one by one, as far as they are still there; without any, the one that is open stands for itself. */
export function usePicked({ states }: Workflow, chosen: Selection | null): Picking {
  const [all, setAll] = useState<readonly string[]>([]);
  const there = all.filter((id) => Object.hasOwn(states, id));
  const open = chosen?.kind === "state" ? [chosen.id] : [];
  return {
    picked: there.length > 0 ? there : open,
    pickedCount: there.length,
    onPick: (id) => setAll(there.includes(id) ? there.filter((one) => one !== id) : [...there, id]),
    onPickAll: setAll,
  };
}
