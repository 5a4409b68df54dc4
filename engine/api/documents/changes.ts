import type { Json } from "../../definition/names.js";
import type { Transition } from "../../definition/workflow.js";
import type { Action, CaseDetail } from "../../protocol/case.js";
import type { DocumentWorkflow } from "./shapes.js";

/** One thing a PATCH asks for: a field through its own action, or a state through whichever action leads there. */
export type Change =
  | {
      readonly kind: "field";
      readonly name: string;
      readonly action: string;
      readonly input: string;
      readonly value: Json;
    }
  | { readonly kind: "status"; readonly name: "status"; readonly target: string };

/**
 * What a PATCH asks for, in the order it is done: actions that set more come first, so that none undoes what another
 * has set (moving to a queue clears the assignee, so it comes before assigning). Between equals the state comes first,
 * then the order of the definition. What already holds is left out.
 */
export function changesOf(
  workflow: DocumentWorkflow,
  body: { readonly [field: string]: Json },
  detail: CaseDetail,
): readonly Change[] {
  const { status } = body;
  const moves: Change[] =
    typeof status === "string" && status !== detail.state.id
      ? [{ kind: "status", name: "status", target: status }]
      : [];
  const fields = Object.entries(workflow.routes.patch).flatMap(
    ([name, { action, input }]): Change[] => {
      const value = body[name];
      if (value === undefined || holds(workflow.transitions[action], { input, value, detail }))
        return [];
      return [{ kind: "field", name, action, input, value }];
    },
  );
  return [...moves, ...fields].toSorted((a, b) => breadth(workflow, b) - breadth(workflow, a));
}

/** How many attributes a change sets. */
function breadth({ transitions }: DocumentWorkflow, change: Change): number {
  const candidates =
    change.kind === "field"
      ? [transitions[change.action]]
      : Object.values(transitions).filter(({ to, by }) => by && to === change.target);
  const counts = candidates.map((transition) => Object.keys(transition?.set ?? {}).length);
  return Math.max(0, ...counts);
}

/** Whether the attribute that an action sets from this input has the value already. */
function holds(
  transition: Transition | undefined,
  wish: { readonly input: string; readonly value: Json; readonly detail: CaseDetail },
): boolean {
  const { input, value, detail } = wish;
  const set = Object.entries(transition?.set ?? {}).find(
    ([, from]) => typeof from === "object" && from?.from === `input.${input}`,
  );
  return set !== undefined && value === currentOf(detail, set[0]);
}

function currentOf(detail: CaseDetail, target: string): unknown {
  if (target === "queue") return detail.queue.id;
  if (target === "priority") return detail.priority;
  if (target === "assignee") return detail.assignee?.id;
  return detail.data[target.replace(/^data\./, "")];
}

/**
 * The one allowed action that leads to a state and whose form fits what was sent along; undefined when there is none
 * or when several fit equally.
 */
export function actionTo(
  target: string,
  actions: readonly Action[],
  sent: readonly string[],
): Action | undefined {
  const fitting = actions.filter(({ to, form }) => {
    const asked = Object.keys(form?.properties ?? {});
    const needed = form?.required ?? [];
    return (
      to?.id === target &&
      needed.every((field) => sent.includes(field)) &&
      sent.every((field) => asked.includes(field))
    );
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}
