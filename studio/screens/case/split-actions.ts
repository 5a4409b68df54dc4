import type { Action } from "../../../engine/protocol/case.js";
import type { WorkflowSummary } from "../../api/workflows.js";

/** Where each allowed action has its place on the screen. */
export type SplitActions = {
  /** Written in the conversation: the form is one text. */
  readonly written: readonly Action[];
  /** Buttons: they move the case. */
  readonly buttons: readonly Action[];
  /** In the menu: the rest. */
  readonly more: readonly Action[];
};

/** More buttons than this become a menu. */
const BUTTONS = 3;

/**
 * Gives each action its place. What moves the case on comes first, then what moves it back, each in the order of the
 * definition. `states` are the workflow's states from beginning to end.
 */
export function splitActions(
  actions: readonly Action[],
  state: string,
  states: WorkflowSummary["states"],
): SplitActions {
  const written = actions.filter(isWritten);
  const rest = actions.filter((action) => !isWritten(action));
  const moving = rest.filter((action) => action.to !== null && action.to.id !== state);
  const staying = rest.filter((action) => !moving.includes(action));
  const place = (id: string | undefined) => states.findIndex((one) => one.id === id);
  const ends = (action: Action) => states[place(action.to?.id)]?.class === "done";
  // What ends a case and asks for a reason (void) is not offered as if it were the usual way.
  const rare = moving.filter((action) => action.form !== null && ends(action));
  const usual = moving.filter((action) => !rare.includes(action));
  const onward = usual.filter((action) => place(action.to?.id) > place(state));
  const sorted = [...onward, ...usual.filter((action) => !onward.includes(action))];
  return {
    written,
    buttons: sorted.slice(0, BUTTONS),
    more: [...sorted.slice(BUTTONS), ...staying, ...rare],
  };
}

/** The name of the form field that a written action sends. */
export const TEXT = "text";

/** True for an action whose whole form is one text: it belongs under the conversation. */
function isWritten(action: Action): boolean {
  const fields = Object.entries(action.form?.properties ?? {});
  return fields.length === 1 && fields[0]?.[0] === TEXT && fields[0][1].type === "string";
}

/** True when the text stays inside: only a field that may reach the patient (`x-phi: contact`) is sent to one. */
export function staysInside(action: Action): boolean {
  return action.form?.properties[TEXT]?.["x-phi"] !== "contact";
}
