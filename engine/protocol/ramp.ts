import { Type, type Static } from "@sinclair/typebox";
import { idSchema } from "../definition/names.js";

const release = (description: string) =>
  Type.Integer({ minimum: 1, maximum: 1_000_000_000, description });
const reason = Type.String({ minLength: 1, maxLength: 500, pattern: "\\S" });

const share = Type.Integer({
  ...{ minimum: 1, maximum: 100 },
  description: "Percent of the new cases, told from their ids",
});

/** Where cases are opened: any of these queues, or with any of these facets. */
export const rampPlacesSchema = Type.Object(
  {
    queues: Type.Array(idSchema, { maxItems: 200, uniqueItems: true }),
    facets: Type.Array(Type.String({ minLength: 3, maxLength: 200, pattern: "^[^:,]+:[^,]+$" }), {
      ...{ maxItems: 200, uniqueItems: true },
      description: "Choices that cases are opened with, as `wing:east`",
    }),
  },
  {
    additionalProperties: false,
    description: "Only cases that are opened in these queues or with these facets; all if left out",
  },
);

/** When a ramp stops by itself. */
export const stopRuleSchema = Type.Object(
  {
    least: Type.Integer({ minimum: 1, maximum: 10_000, description: "Cases before it counts" }),
    percent: Type.Integer({
      ...{ minimum: 0, maximum: 99 },
      description: "It stops when more than this share of them has gone wrong",
    }),
    ends: Type.Optional(
      Type.Array(idSchema, {
        ...{ maxItems: 50, uniqueItems: true },
        description:
          "Final states that count as gone wrong too, besides being late or standing still",
      }),
    ),
  },
  { additionalProperties: false },
);

const beginning = {
  workflow: idSchema,
  share,
  places: Type.Optional(rampPlacesSchema),
  rule: Type.Optional(stopRuleSchema),
};

/** A ramp to begin together with publishing: from what new cases start under now, to what is published. */
export const publishedRampSchema = Type.Object(beginning, {
  additionalProperties: false,
  $id: "PublishedRamp",
});
export type PublishedRamp = Static<typeof publishedRampSchema>;

/** A ramp to begin on the newest release. */
export const rampRequestSchema = Type.Object(
  {
    ...beginning,
    to: release("The newest release, as you have seen it; refused when there is a newer one"),
    from: Type.Optional(
      release("Release that all other new cases start under; the one before if left out"),
    ),
    reason,
  },
  { additionalProperties: false, $id: "RampRequest" },
);
export type RampRequest = Static<typeof rampRequestSchema>;

const seen = Type.Integer({
  minimum: 1,
  description: "`version` of the ramp, as you have seen it; refused when it has changed since",
});

/** What is done with a ramp: it reaches further, or all new cases start on the later release, or none. */
export const rampStepSchema = Type.Object(
  {
    step: Type.Union([Type.Literal("widen"), Type.Literal("finish"), Type.Literal("take_back")]),
    seen,
    reason,
    share: Type.Optional(share),
    places: Type.Optional(rampPlacesSchema),
  },
  {
    ...{ additionalProperties: false, $id: "RampStep" },
    description: "`share` and `places` say how far it reaches from now on, with `widen` alone",
  },
);
export type RampStep = Static<typeof rampStepSchema>;

const named = Type.Object({ id: Type.String(), name: Type.String() });
const count = Type.Integer({ minimum: 0 });

/** What has become of the cases of one side since the ramp began. */
export const rampCountsSchema = Type.Object(
  {
    opened: count,
    late: Type.Integer({ minimum: 0, description: "They have broken a promise" }),
    stuck: Type.Integer({
      minimum: 0,
      description: "They stand still until somebody repairs them",
    }),
    ended: count,
    wrong: Type.Integer({ minimum: 0, description: "What the stop rule counts; each case once" }),
  },
  { $id: "RampCounts" },
);

/** A ramp as it stands. */
export const rampSchema = Type.Object(
  {
    id: Type.String(),
    workflow: named,
    from: Type.Integer(),
    to: Type.Integer(),
    share: Type.Integer(),
    places: Type.Union([rampPlacesSchema, Type.Null()]),
    rule: Type.Union([stopRuleSchema, Type.Null()]),
    standing: Type.Union([
      Type.Literal("running"),
      Type.Literal("stopped", { description: "By its rule; all new cases start on `from`" }),
      Type.Literal("taken_back", { description: "All new cases start on `from`" }),
      Type.Literal("finished", { description: "All new cases start on `to`" }),
    ]),
    inForce: Type.Boolean({
      description:
        "Whether it still says where new cases start: not once it is finished, or a newer release was published",
    }),
    version: Type.Integer(),
    steps: Type.Array(
      Type.Object({
        what: Type.Union([
          Type.Literal("started"),
          Type.Literal("widened"),
          Type.Literal("stopped"),
          Type.Literal("taken_back"),
          Type.Literal("finished"),
        ]),
        by: Type.Union([named, Type.Null()], { description: "Null for its rule" }),
        reason: Type.String(),
        at: Type.String({ format: "date-time" }),
        share: Type.Integer(),
      }),
      { description: "Oldest first" },
    ),
    counts: Type.Object({ from: rampCountsSchema, to: rampCountsSchema }),
  },
  { $id: "Ramp" },
);
export type RampView = Static<typeof rampSchema>;

/** The latest ramps. */
export const rampListSchema = Type.Object({ items: Type.Array(rampSchema) }, { $id: "RampList" });
