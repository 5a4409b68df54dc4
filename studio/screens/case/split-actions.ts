import type { Action } from "../../../engine/protocol/case.js";

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
  states: readonly string[],
): SplitActions {
  const written = actions.filter(isWritten);
  const rest = actions.filter((action) => !isWritten(action));
  const moving = rest.filter((action) => action.to !== null && action.to.id !== state);
  const staying = rest.filter((action) => !moving.includes(action));
  const onward = moving.filter(
    (action) => states.indexOf(action.to?.id ?? "") > states.indexOf(state),
  );
  const sorted = [...onward, ...moving.filter((action) => !onward.includes(action))];
  return {
    written,
    buttons: sorted.slice(0, BUTTONS),
    more: [...sorted.slice(BUTTONS), ...staying],
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
