import { Type, type Static } from "@sinclair/typebox";
import { alertLevelSchema } from "./alert.js";
import { durationSchema } from "./clock.js";
import { effectNameSchema } from "./contributed-effects.js";
import { conditionSchema, factPathSchema } from "./conditions/condition.js";
import { fieldNameSchema, idSchema, scalarSchema } from "./names.js";
import { notifySpecSchema } from "./notice.js";

/** A value written into a case: a constant, or read from the event's facts (`input.reason`, `outcome.queue`, `actor.id`). */
export const valueSchema = Type.Union([
  scalarSchema,
  Type.Object({ from: factPathSchema }, { additionalProperties: false }),
]);

/** Something to do because of a turn. One variant per effect kind. */
export const effectSpecSchema = Type.Union([
  Type.Object(
    {
      do: Type.Literal("send"),
      template: idSchema,
      urgent: Type.Optional(
        Type.Literal(true, { description: "It overtakes every message that waits to be sent" }),
      ),
      whileHere: Type.Optional(
        Type.Literal(true, {
          description:
            "A reminder: not sent any more once the case has left the state that it is in after this turn",
        }),
      ),
      when: Type.Optional(conditionSchema),
    },
    { additionalProperties: false, description: "A message to the patient on the case's channel" },
  ),
  Type.Object(
    {
      do: Type.Literal("decide"),
      rules: idSchema,
      when: Type.Optional(conditionSchema),
    },
    {
      additionalProperties: false,
      description: "Asks a rule set; the answer comes back as `decided`",
    },
  ),
  Type.Object(
    {
      do: Type.Literal("reserve"),
      quantity: idSchema,
      amount: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000, default: 1 })),
      hold: Type.Optional({
        ...durationSchema,
        description: "What has not been used by then goes back; without it the case keeps it",
      }),
      when: Type.Optional(conditionSchema),
    },
    {
      additionalProperties: false,
      description: "Takes of a shared quantity; `reserved` or `refused` comes back",
    },
  ),
  Type.Object(
    { do: Type.Literal("use"), quantity: idSchema, when: Type.Optional(conditionSchema) },
    {
      additionalProperties: false,
      description:
        "Uses up what the case has reserved, so that it never goes back; `used` comes back, or `refused` when a hold has run out",
    },
  ),
  Type.Object(
    { do: Type.Literal("release"), quantity: idSchema, when: Type.Optional(conditionSchema) },
    {
      additionalProperties: false,
      description: "Gives back what the case has reserved and not used; closing does so by itself",
    },
  ),
  Type.Object(
    {
      do: Type.Literal("alert"),
      level: alertLevelSchema,
      team: Type.Union([
        idSchema,
        Type.Object({ from: factPathSchema }, { additionalProperties: false }),
      ]),
      template: idSchema,
      tier: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 3, default: 1, description: "Where calling begins" }),
      ),
      until: Type.Optional(
        Type.Literal("acknowledged", {
          description:
            "Goes on calling, tier after tier, until somebody acknowledges or the case closes; without it each is called once",
        }),
      ),
      about: Type.Optional({
        ...idSchema,
        description: "The clock that it is about: once that is stopped, the alert is over",
      }),
      every: Type.Optional({
        ...durationSchema,
        description: "Time between two calls, ten seconds to a day; five minutes if left out",
      }),
      times: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 20,
          default: 3,
          description: "How often each tier is called before the next",
        }),
      ),
      when: Type.Optional(conditionSchema),
    },
    {
      additionalProperties: false,
      description:
        "Calls the people of a team over the channels of its level; `alert_acknowledged` or `alert_unanswered` comes back",
    },
  ),
  Type.Object(
    {
      do: Type.Literal("start"),
      workflow: idSchema,
      as: Type.Union([Type.Literal("child"), Type.Literal("related")], {
        description:
          "A child is waited for: its parent hears when it closes, and it hears when its parent does",
      }),
      set: Type.Optional(
        Type.Record(fieldNameSchema, valueSchema, {
          maxProperties: 40,
          additionalProperties: false,
          description: "Data fields of the new case",
        }),
      ),
      priority: Type.Optional(valueSchema),
      contact: Type.Optional(
        Type.Union([Type.Literal("same"), Type.Literal("none")], {
          default: "none",
          description: "Whether the new case talks with the same person",
        }),
      ),
      when: Type.Optional(conditionSchema),
    },
    {
      additionalProperties: false,
      description: "Opens another case, once; `case_started` or `case_refused` comes back",
    },
  ),
  Type.Object(
    {
      do: Type.Literal("signal"),
      to: Type.Union([Type.Literal("parent"), Type.Literal("children")]),
      signal: idSchema,
      when: Type.Optional(conditionSchema),
    },
    {
      additionalProperties: false,
      description:
        "Tells the case that opened this one, or all open children; they hear `signalled`",
    },
  ),
  Type.Object(
    {
      do: Type.Literal("webhook"),
      webhook: idSchema,
      event: { ...idSchema, description: "What the other system is told has happened" },
      send: Type.Optional(
        Type.Record(fieldNameSchema, valueSchema, {
          maxProperties: 40,
          additionalProperties: false,
          description: "Fields of the call; nothing else of the case leaves but its id",
        }),
      ),
      when: Type.Optional(conditionSchema),
    },
    {
      additionalProperties: false,
      description: "Calls another system; `webhook_answered` or `webhook_failed` comes back",
    },
  ),
  Type.Object(
    {
      do: Type.Literal("plugin"),
      effect: { ...effectNameSchema, description: "The plugin and what it is to do" },
      with: Type.Optional(
        Type.Record(fieldNameSchema, valueSchema, {
          maxProperties: 40,
          additionalProperties: false,
          description: "What it is given; nothing else of the case leaves but its id",
        }),
      ),
      when: Type.Optional(conditionSchema),
    },
    {
      additionalProperties: false,
      description: "Has a plugin do something; `plugin_answered` or `plugin_failed` comes back",
    },
  ),
  notifySpecSchema,
]);
export type EffectSpec = Static<typeof effectSpecSchema>;
