import { Type, type Static } from "@sinclair/typebox";
import { effectNameSchema } from "./contributed-effects.js";
import { idSchema } from "./names.js";

/** What may fire a transition by itself, besides people. */
export const triggerSchema = Type.Union([
  Type.Object({ event: Type.Literal("message_received") }, { additionalProperties: false }),
  Type.Object({ event: Type.Literal("decided"), rules: idSchema }, { additionalProperties: false }),
  Type.Object(
    { event: Type.Literal("clock_due"), clock: idSchema },
    { additionalProperties: false },
  ),
  Type.Object(
    { event: Type.Literal("clock_reached"), clock: idSchema, mark: idSchema },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      event: Type.Union([Type.Literal("reserved"), Type.Literal("used"), Type.Literal("refused")]),
      quantity: idSchema,
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      event: Type.Union([Type.Literal("assigned"), Type.Literal("nobody_available")]),
      queue: Type.Optional(idSchema),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      event: Type.Union([Type.Literal("alert_acknowledged"), Type.Literal("alert_unanswered")]),
      team: Type.Optional(idSchema),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      event: Type.Union([
        Type.Literal("case_started"),
        Type.Literal("case_refused"),
        Type.Literal("child_closed"),
        Type.Literal("children_closed", {
          description:
            "No child is open any more: after the last has closed, or on entering a state when all have closed before",
        }),
      ]),
      workflow: Type.Optional({ ...idSchema, description: "Of the other case; any if left out" }),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      event: Type.Literal("message_failed", {
        description:
          "A message to the patient was not delivered, or nobody can say whether it was; at once or when its receipt comes",
      }),
      template: Type.Optional({ ...idSchema, description: "Of the message; any if left out" }),
    },
    { additionalProperties: false },
  ),
  Type.Object({ event: Type.Literal("parent_closed") }, { additionalProperties: false }),
  Type.Object(
    { event: Type.Literal("signalled"), signal: idSchema },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      event: Type.Union([Type.Literal("webhook_answered"), Type.Literal("webhook_failed")]),
      webhook: idSchema,
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      event: Type.Union([Type.Literal("plugin_answered"), Type.Literal("plugin_failed")]),
      effect: effectNameSchema,
    },
    { additionalProperties: false },
  ),
]);
export type Trigger = Static<typeof triggerSchema>;
