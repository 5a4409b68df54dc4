import { createContext, use } from "react";
import type { Finding } from "../../../../engine/definition/finding.js";
import type { Selection } from "../../../canvas/selection.js";
import type { WorkflowStep } from "../../../draft/workflow-steps.js";
import type { Adding } from "./adding.js";
import type { Subject } from "../names.js";

/** A workflow that is being changed, and how. */
export type Editing = {
  readonly subject: Subject;
  /** What the check finds in it; paths lead into the workflow. */
  readonly findings: readonly Finding[];
  readonly record: (step: WorkflowStep) => void;
  /** Opens the panel of something; null closes it. */
  readonly onChoose: (selection: Selection | null) => void;
  /** States that something is done with together: those that are picked, or else the one that is open. */
  readonly picked: readonly string[];
  /** How many are picked; 0 while the one that is open stands for itself. */
  readonly pickedCount: number;
  /** Picks a state besides, or no more. */
  readonly onPick: (state: string) => void;
  /** Picks these and no others. */
  readonly onPickAll: (states: readonly string[]) => void;
  /** Asks what something new is to be called. */
  readonly onAdd: (adding: Adding) => void;
};

const EditContext = createContext<Editing | null>(null);

/** Around everything that changes the workflow. */
export const EditProvider = EditContext.Provider;

/** The workflow that is being changed. @throws outside an {@link EditProvider} */
export function useEditing(): Editing {
  const editing = use(EditContext);
  if (!editing) throw new Error("nothing is being changed here");
  return editing;
}
