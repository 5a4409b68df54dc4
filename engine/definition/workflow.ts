import { Type, type Static } from "@sinclair/typebox";
import { alertLevelSchema } from "./alert.js";
import { clockSchema, durationSchema } from "./clock.js";
import { conditionSchema, factPathSchema } from "./conditions/condition.js";
import { documentRoutesSchema } from "./document-routes.js";
import { formSchema } from "./form.js";
import { fieldNameSchema, idSchema, labelSchema, scalarSchema } from "./names.js";
import { retentionSchema } from "./retention.js";
import { notifySpecSchema } from "./notice.js";
import { triggerSchema } from "./trigger.js";

export { triggerSchema, type Trigger } from "./trigger.js";

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
  notifySpecSchema,
]);
export type EffectSpec = Static<typeof effectSpecSchema>;

const effects = Type.Optional(Type.Array(effectSpecSchema, { maxItems: 20 }));

/** Where a case can be. `class` tells every screen how to treat it, whatever an admin calls it. */
export const stateSchema = Type.Object(
  {
    name: labelSchema,
    class: Type.Union([
      Type.Literal("new"),
      Type.Literal("working"),
      Type.Literal("waiting"),
      Type.Literal("done"),
    ]),
    final: Type.Optional(Type.Literal(true)),
    onEnter: effects,
    onExit: effects,
  },
  { additionalProperties: false },
);
export type State = Static<typeof stateSchema>;

/** Attributes of a case a transition may set: `queue`, `priority`, `assignee`, or a field of its data. */
export const targetPattern = "^(queue|priority|assignee|data\\.[a-z][A-Za-z0-9_]{0,39})$";

/**
 * How a case moves. Without `to` it stays in its state (a reply, a note, an assignment).
 * `by` lists the roles whose people may do it, `on` the events that do it by themselves; at least one of them.
 */
export const transitionSchema = Type.Object(
  {
    name: labelSchema,
    from: Type.Union([
      Type.Literal("*"),
      Type.Array(idSchema, { minItems: 1, maxItems: 100, uniqueItems: true }),
    ]),
    to: Type.Optional(idSchema),
    by: Type.Optional(Type.Array(idSchema, { maxItems: 40, uniqueItems: true })),
    on: Type.Optional(Type.Array(triggerSchema, { minItems: 1, maxItems: 10 })),
    form: Type.Optional(idSchema),
    when: Type.Optional(conditionSchema),
    set: Type.Optional(
      Type.Record(Type.String({ pattern: targetPattern }), valueSchema, {
        maxProperties: 40,
        additionalProperties: false,
      }),
    ),
    then: effects,
    commutes: Type.Optional(
      Type.Literal(true, {
        description: "May be done although the case has moved since the person looked",
      }),
    ),
  },
  { additionalProperties: false },
);
export type Transition = Static<typeof transitionSchema>;

/** A skill that a case needs of whoever is given it; always, or when a condition on the case holds. */
export const neededSkillSchema = Type.Object(
  { skill: idSchema, when: Type.Optional(conditionSchema) },
  { additionalProperties: false },
);

/** What a kind of case follows: states, transitions, forms, clocks. Edited in the studio, kept as YAML in files. */
export const workflowSchema = Type.Object(
  {
    kind: Type.Literal("workflow"),
    spec: Type.Literal(1),
    id: idSchema,
    name: labelSchema,
    description: Type.Optional(Type.String({ maxLength: 2000 })),
    subject: Type.Object(
      {
        type: labelSchema,
        prefix: Type.String({ pattern: "^[A-Z]{1,3}$", description: "First letters of a case id" }),
        title: Type.Optional(
          Type.String({ description: "Data field shown as the title in lists" }),
        ),
      },
      { additionalProperties: false },
    ),
    data: formSchema,
    priorities: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      description: "Most urgent first",
    }),
    defaultPriority: Type.String(),
    defaultQueue: idSchema,
    skills: Type.Optional(
      Type.Array(neededSkillSchema, {
        maxItems: 50,
        description: "What whoever is given a case has to be able to do; all that apply together",
      }),
    ),
    messageField: Type.Optional(
      Type.String({
        description: "Data field that takes the text of the message that opens a case",
      }),
    ),
    forms: Type.Optional(
      Type.Record(idSchema, formSchema, { maxProperties: 100, additionalProperties: false }),
    ),
    initial: idSchema,
    onCreate: effects,
    states: Type.Record(idSchema, stateSchema, {
      minProperties: 1,
      maxProperties: 200,
      additionalProperties: false,
    }),
    transitions: Type.Record(idSchema, transitionSchema, {
      maxProperties: 500,
      additionalProperties: false,
    }),
    clocks: Type.Optional(
      Type.Record(idSchema, clockSchema, { maxProperties: 20, additionalProperties: false }),
    ),
    retention: Type.Optional(retentionSchema),
    routes: Type.Optional(documentRoutesSchema),
    layout: Type.Optional(
      Type.Record(idSchema, Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), {
        additionalProperties: false,
      }),
    ),
  },
  { additionalProperties: false, $id: "Workflow", title: "Workflow" },
);
export type Workflow = Static<typeof workflowSchema>;
