import type { Workflow } from "../../../engine/definition/workflow.js";

/** What can be made from nothing where it is needed, by the member of a definition that names it. */
export type Made = "rules" | "template" | "queue";

/** What every dialog that makes something is told. */
export type MakingProps = {
  /** The workflow in which it is needed; none where it is made for itself. */
  readonly workflow?: Workflow;
  /** What was made, by its id. It stands in the change set already. */
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
};
