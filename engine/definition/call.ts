import { Type, type Static } from "@sinclair/typebox";
import type { Form } from "./form.js";
import type { Json } from "./names.js";

/**
 * What a transition writes down beside moving the case: a phone call in which somebody spoke with the patient, or one that
 * nobody answered. No provider carries it; its form says what is known of it (see {@link CALL_FIELDS}).
 */
export const logsSchema = Type.Union([Type.Literal("call"), Type.Literal("missed_call")], {
  description:
    "A phone call that staff took or made (`call`), or made in vain (`missed_call`); it stands in the conversation",
});
export type Logs = Static<typeof logsSchema>;

/** Who called whom. */
export const CALL_DIRECTIONS = ["they_called", "we_called"] as const;
export type CallDirection = (typeof CALL_DIRECTIONS)[number];

/** The fields of a form that are read as what is known of a call; all others stand beside it as they are. */
export const CALL_FIELDS = {
  /** One of {@link CALL_DIRECTIONS}; a call that nobody answered has none, since it is always ours. */
  direction: "direction",
  /** What came of it, one of a list. */
  outcome: "outcome",
  /** How long it took. */
  minutes: "minutes",
  /** What was said. */
  text: "text",
} as const;

/** A phone call as it was logged. */
export type LoggedCall = {
  readonly direction: CallDirection;
  readonly answered: boolean;
  /** One of the outcomes of its form; null when nothing was said of it. */
  readonly outcome: string | null;
  /** Length in minutes; null when nobody noted it. */
  readonly minutes: number | null;
  readonly text: string;
};

/** The call that a filled-in form tells of. What has another type than it should is left out. */
export function loggedCall(logs: Logs, input: { readonly [field: string]: Json }): LoggedCall {
  const { direction, outcome, minutes, text } = input;
  const answered = logs === "call";
  return {
    direction: answered && direction === "they_called" ? direction : "we_called",
    answered,
    outcome: typeof outcome === "string" && outcome !== "" ? outcome : null,
    minutes: typeof minutes === "number" ? minutes : null,
    text: typeof text === "string" ? text : "",
  };
}

type Logging = {
  readonly transitions: {
    readonly [id: string]: {
      readonly logs?: Logs;
      readonly form?: string;
      readonly by?: readonly string[];
    };
  };
  readonly forms?: { readonly [id: string]: Form };
};

/** The action by which people of these roles log a call that they took, with its form; null when there is none. */
export function callAction(
  { transitions, forms = {} }: Logging,
  roles: readonly string[],
): { readonly action: string; readonly form: Form } | null {
  for (const [action, { logs, form, by = [] }] of Object.entries(transitions)) {
    const found = form === undefined ? undefined : forms[form];
    if (logs === "call" && found !== undefined && by.some((role) => roles.includes(role)))
      return { action, form: found };
  }
  return null;
}
