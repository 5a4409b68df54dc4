import { Type, type Static } from "@sinclair/typebox";

/** More at once nobody has been shown: it is what the list of standing cases holds. */
export const MOST_REPAIRED = 200;

const way = Type.Union([Type.Literal("retry"), Type.Literal("reload"), Type.Literal("skip")], {
  description: "As in the preview of each case",
});
export type RepairWay = Static<typeof way>;

/** One case that is to be repaired, and what somebody was shown of it: it is left alone when it stands otherwise by then. */
const shownCaseSchema = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 24, examples: ["T-4K7Q-9"] }),
    since: Type.String({
      format: "date-time",
      description: "Since when it stands still, as listed: a repair that comes later finds another",
    }),
    unstored: Type.Integer({
      ...{ minimum: 0, maximum: 10_000 },
      description: "As in its preview: no more than these are forgotten",
    }),
    mark: Type.Optional(
      Type.String({
        ...{ minLength: 1, maxLength: 100 },
        description: "Of what it stands at, as in its preview; needed to skip that",
      }),
    ),
  },
  { additionalProperties: false },
);

/** Several cases to repair in one run. */
export const repairRunRequestSchema = Type.Object(
  {
    how: way,
    reason: Type.Optional(
      Type.String({
        ...{ minLength: 3, maxLength: 500, pattern: "\\S" },
        description: "Needed to skip: it stands in the log of each case",
      }),
    ),
    wave: Type.Optional(
      Type.Integer({
        ...{ minimum: 1, maximum: MOST_REPAIRED },
        description:
          "Cases after which it rests until somebody lets it go on; all in one if left out",
      }),
    ),
    cases: Type.Array(shownCaseSchema, {
      ...{ minItems: 1, maxItems: MOST_REPAIRED },
      description: "Repaired in this order",
    }),
  },
  { additionalProperties: false, $id: "RepairRunRequest" },
);
export type RepairRunRequest = Static<typeof repairRunRequestSchema>;

const standing = Type.Union(
  [Type.Literal("running"), Type.Literal("resting"), Type.Literal("stopped"), Type.Literal("done")],
  { description: "`resting` between two waves; `stopped` for good, by somebody" },
);

/** Why a case was not repaired. */
const why = Type.Union(
  [
    Type.Literal("going", { description: "It did not stand still any more" }),
    Type.Literal("over", { description: "Nothing of it ran any more" }),
    Type.Literal("cannot", { description: "This way could not help it" }),
    Type.Literal("changed", { description: "It stood otherwise than somebody had been shown" }),
    Type.Literal("not_theirs", {
      description: "Who had started the run might not repair it any more",
    }),
    Type.Literal("no_answer", { description: "It was asked several times and did not answer" }),
  ],
  { description: "Why it was not repaired" },
);
export type WhyNotRepaired = Static<typeof why>;

/** A run of repairs, as far as it is. */
export const repairRunSchema = Type.Object(
  {
    id: Type.String(),
    how: way,
    reason: Type.Union([Type.String(), Type.Null()]),
    by: Type.Object({ id: Type.String(), name: Type.String() }),
    at: Type.String({ format: "date-time", description: "ISO 8601, UTC" }),
    standing,
    wave: Type.Union([Type.Integer(), Type.Null()]),
    counts: Type.Object(
      { waiting: Type.Integer(), done: Type.Integer(), not_done: Type.Integer() },
      { description: "All of its cases, those that you do not see too" },
    ),
  },
  { $id: "RepairRun" },
);
export type RepairRun = Static<typeof repairRunSchema>;

/** The latest runs of repairs. */
export const repairRunListSchema = Type.Object(
  { items: Type.Array(repairRunSchema) },
  { $id: "RepairRunList" },
);

/** What has become of the cases of a run. */
export const repairedCasesSchema = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        outcome: Type.Union(
          [Type.Literal("waiting"), Type.Literal("done"), Type.Literal("not_done")],
          { description: "`waiting` until it is decided, and for ever once the run was stopped" },
        ),
        why: Type.Union([why, Type.Null()]),
        at: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
          description: "When that was decided",
        }),
      }),
      { description: "Those that you see, in the order in which they are repaired" },
    ),
  },
  { $id: "RepairedCases" },
);
export type RepairedCases = Static<typeof repairedCasesSchema>;

/** How a run goes on: with the next wave, or never. */
export const repairRunStepSchema = Type.Object(
  { step: Type.Union([Type.Literal("go_on"), Type.Literal("stop")]) },
  { additionalProperties: false, $id: "RepairRunStep" },
);
export type RepairRunStep = Static<typeof repairRunStepSchema>["step"];
