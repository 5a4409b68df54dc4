import { Type, type Static } from "@sinclair/typebox";
import { logsSchema } from "./call.js";
import { clockSchema } from "./clock.js";
import { commentsSchema } from "./comments.js";
import { conditionSchema } from "./conditions/condition.js";
import { documentRoutesSchema } from "./document-routes.js";
import { groupSchema, layoutSchema, noteSchema } from "./drawing.js";
import { effectSpecSchema, valueSchema } from "./effect-spec.js";
import { formSchema } from "./form.js";
import { idSchema, labelSchema } from "./names.js";
import { openedBySchema } from "./opened-by.js";
import { retentionSchema } from "./retention.js";
import { workflowTestSchema } from "./scenario.js";
import { triggerSchema } from "./trigger.js";

export { effectSpecSchema, valueSchema, type EffectSpec } from "./effect-spec.js";
export { triggerSchema, type Trigger } from "./trigger.js";

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
    logs: Type.Optional(logsSchema),
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
    openedBy: Type.Optional(openedBySchema),
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
    tests: Type.Optional(
      Type.Array(workflowTestSchema, {
        maxItems: 200,
        description: "Stories that must come out as they are written; no case carries them along",
      }),
    ),
    layout: Type.Optional(layoutSchema),
    notes: Type.Optional(
      Type.Record(idSchema, noteSchema, {
        maxProperties: 100,
        additionalProperties: false,
        description: "What stands on its picture for those who change it; no case knows of it",
      }),
    ),
    groups: Type.Optional(
      Type.Record(idSchema, groupSchema, {
        maxProperties: 50,
        additionalProperties: false,
        description: "States that are framed together on its picture; no case knows of it",
      }),
    ),
    comments: Type.Optional(commentsSchema),
  },
  { additionalProperties: false, $id: "Workflow", title: "Workflow" },
);
export type Workflow = Static<typeof workflowSchema>;
