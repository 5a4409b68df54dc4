import { Type, type Static } from "@sinclair/typebox";
import { effectNameSchema } from "./contributed-effects.js";
import { fieldNameSchema, idSchema, labelSchema, scalarSchema } from "./names.js";
import { durationSchema } from "./clock.js";
import { languageSchema } from "./template.js";

const text = Type.String({ minLength: 1, maxLength: 4000 });
const fields = Type.Record(fieldNameSchema, scalarSchema, {
  maxProperties: 100,
  additionalProperties: false,
});

/** What has become of the case; what is left out is not looked at, except that `sends`, `asks`, `adjusts` and `alerts` count as none. */
export const expectationSchema = Type.Object(
  {
    state: Type.Optional(idSchema),
    queue: Type.Optional(idSchema),
    priority: Type.Optional(Type.String()),
    assignee: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    data: Type.Optional(fields),
    sends: Type.Optional(Type.Array(idSchema, { description: "Templates, in order" })),
    asks: Type.Optional(Type.Array(idSchema, { description: "Rule sets, in order" })),
    adjusts: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 80 }), {
        description:
          "Shared quantities, in order: `reserve lockers`, `use doses`, `release everything`",
      }),
    ),
    alerts: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 80 }), {
        description: "Alerts raised, in order, with level, team and tier: `emergency medical 1`",
      }),
    ),
    clocks: Type.Optional(
      Type.Record(idSchema, durationSchema, {
        additionalProperties: false,
        description: "All running clocks, with what is left of each",
      }),
    ),
    refused: Type.Optional(
      Type.Union([Type.Literal("not_allowed"), Type.Literal("changed"), Type.Literal("closed")]),
    ),
    nothing: Type.Optional(
      Type.Literal(true, { description: "The event has come and changes nothing" }),
    ),
    may: Type.Optional(
      Type.Record(idSchema, Type.Array(idSchema), {
        additionalProperties: false,
        description: "All actions open to a person of each role, in the order of the workflow",
      }),
    ),
  },
  { additionalProperties: false },
);
export type Expectation = Static<typeof expectationSchema>;

const around = {
  after: Type.Optional(durationSchema),
  expect: expectationSchema,
};

/** One event and what comes of it. `after` is the time since the step before; none if left out. */
export const stepSchema = Type.Union([
  Type.Object(
    {
      created: Type.Object(
        {
          message: Type.Optional(text),
          data: Type.Optional(fields),
          priority: Type.Optional(Type.String()),
          queue: Type.Optional(idSchema),
          as: Type.Optional({
            ...idSchema,
            description: "A person of this role opens it; the patient if left out",
          }),
          channel: Type.Optional(
            Type.Union([Type.Literal("sms"), Type.Literal("email")], {
              description: "How the patient is written to; by SMS if left out",
            }),
          ),
          language: Type.Optional({
            ...languageSchema,
            description: "What the patient is written in; English if left out",
          }),
        },
        { additionalProperties: false },
      ),
      ...around,
    },
    { additionalProperties: false, description: "The case is opened, by a message or a form" },
  ),
  Type.Object(
    {
      decided: idSchema,
      ...around,
    },
    {
      additionalProperties: false,
      description: "The answer to the oldest open question to a rule set",
    },
  ),
  Type.Object(
    {
      ledger: Type.Union([Type.Literal("reserved"), Type.Literal("used"), Type.Literal("refused")]),
      quantity: idSchema,
      ...around,
    },
    {
      additionalProperties: false,
      description: "The answer to the oldest open `reserve` or `use` of this quantity",
    },
  ),
  Type.Object(
    {
      acknowledged: idSchema,
      as: idSchema,
      ...around,
    },
    {
      additionalProperties: false,
      description: "A person of this role acknowledges the open alert to this team",
    },
  ),
  Type.Object(
    { unanswered: idSchema, ...around },
    { additionalProperties: false, description: "Nobody acknowledges the open alert to this team" },
  ),
  Type.Object(
    {
      acted: idSchema,
      as: idSchema,
      input: Type.Optional(fields),
      looked: Type.Optional(
        Type.Integer({ minimum: 0, description: "Steps ago that the person looked at the case" }),
      ),
      ...around,
    },
    { additionalProperties: false, description: "A person of this role takes an action" },
  ),
  Type.Object(
    { undelivered: idSchema, ...around },
    {
      additionalProperties: false,
      description: "The last message by this template turns out not to have arrived",
    },
  ),
  Type.Object(
    { answered: idSchema, answer: Type.Optional(fields), ...around },
    {
      additionalProperties: false,
      description: "The other system answers the oldest open call of this webhook",
    },
  ),
  Type.Object(
    { unreachable: idSchema, ...around },
    {
      additionalProperties: false,
      description: "The oldest open call of this webhook comes to nothing",
    },
  ),
  Type.Object(
    { performed: effectNameSchema, answer: Type.Optional(fields), ...around },
    {
      additionalProperties: false,
      description: "The plugin has done the oldest open effect of this name, and answers",
    },
  ),
  Type.Object(
    { unperformed: effectNameSchema, ...around },
    {
      additionalProperties: false,
      description: "The oldest open effect of this name comes to nothing",
    },
  ),
  Type.Object(
    { given: idSchema, ...around },
    {
      additionalProperties: false,
      description: "The queue gives the case to a person of this role",
    },
  ),
  Type.Object(
    { nobodyFree: Type.Literal(true), ...around },
    { additionalProperties: false, description: "The queue has nobody to give the case to" },
  ),
  Type.Object(
    { message: text, ...around },
    { additionalProperties: false, description: "The patient writes" },
  ),
  Type.Object(
    { due: idSchema, mark: Type.Optional(idSchema), ...around },
    {
      additionalProperties: false,
      description: "Nothing happens until this clock is due, or reaches its next mark",
    },
  ),
]);
export type Step = Static<typeof stepSchema>;

const story = {
  name: labelSchema,
  begins: Type.Optional(
    Type.String({
      pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\dZ$",
      description:
        "When the story begins, in UTC and to the minute; nine o'clock in Nairobi on Monday, 2 March 2026, if left out",
      examples: ["2026-03-02T06:00Z"],
    }),
  ),
  steps: Type.Array(stepSchema, { minItems: 1, maxItems: 200 }),
};

/** A scenario that a workflow carries with it; it is published with it, and what does not come out stops a release. */
export const workflowTestSchema = Type.Object(story, { additionalProperties: false });
export type WorkflowTest = Static<typeof workflowTestSchema>;

/** A story about one case: events in, state out. Run as a test of the workflow it stands beside. */
export const scenarioSchema = Type.Object(
  {
    kind: Type.Literal("scenario"),
    spec: Type.Literal(1),
    workflow: idSchema,
    ...story,
  },
  { additionalProperties: false, $id: "Scenario", title: "Scenario" },
);
export type Scenario = Static<typeof scenarioSchema>;
