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

/** Gives each action its place. What moves the case comes first, in the order of the definition. */
export function splitActions(actions: readonly Action[], state: string): SplitActions {
  const written = actions.filter(isWritten);
  const rest = actions.filter((action) => !isWritten(action));
  const moving = rest.filter((action) => action.to !== null && action.to.id !== state);
  const staying = rest.filter((action) => !moving.includes(action));
  return {
    written,
    buttons: moving.slice(0, BUTTONS),
    more: [...moving.slice(BUTTONS), ...staying],
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
