import { Type, type Static, type TSchema } from "@sinclair/typebox";

/** Decisions that are replayed at most, the newest ones. */
export const MAX_REPLAYED = 10_000;

/** Days that are looked back on unless somebody says otherwise, and whenever something is published. */
export const REPLAY_DAYS = 90;

/** Differences that are told one by one; those that are counted may be more. */
export const MAX_DIFFERENCES = 200;

/**
 * What would have become of an emergency: one that would be none any more (`missed`); such a one whose case turned out less urgent, because
 * somebody made it so or never thought otherwise (`unconfirmed`); or one that is none as it runs now (`raised`).
 */
export const emergencyChangeSchema = Type.Union([
  Type.Literal("missed"),
  Type.Literal("unconfirmed"),
  Type.Literal("raised"),
]);
export type EmergencyChange = Static<typeof emergencyChangeSchema>;

const value = Type.Union([Type.String(), Type.Null()]);

/** One member of a case that would have come out otherwise. */
export const replayChangeSchema = Type.Object(
  {
    what: Type.String({
      description:
        "`queue`, `priority`, `state`, a field as `data.<name>`, or `outcome.<key>` for a part of the answer from which nothing follows",
    }),
    from: { ...value, description: "As it runs now; null where it is nothing, or may be personal" },
    to: { ...value, description: "With the draft" },
  },
  { $id: "ReplayChange" },
);
export type ReplayChange = Static<typeof replayChangeSchema>;

/** Why a draft cannot be judged by a decision that was recorded. */
export const unjudgedReasonSchema = Type.Union([
  Type.Literal("not_recorded"),
  Type.Literal("not_asked_of_plugin"),
  Type.Literal("no_workflow"),
  Type.Literal("no_state"),
]);
export type UnjudgedReason = Static<typeof unjudgedReasonSchema>;

/** A decision that would have come out otherwise. */
export const replayDifferenceSchema = Type.Object(
  {
    id: Type.String({ description: "Of the decision" }),
    case: Type.Union([Type.String(), Type.Null()], {
      description: "Null for a case that you may not see",
    }),
    at: Type.String({ format: "date-time" }),
    workflow: Type.String(),
    ruleSet: Type.String(),
    rules: Type.Object(
      { from: value, to: value },
      { description: "The rules that answer; null where none is asked any more" },
    ),
    changes: Type.Array(replayChangeSchema),
    emergency: Type.Union([emergencyChangeSchema, Type.Null()]),
  },
  { $id: "ReplayDifference" },
);
export type ReplayDifference = Static<typeof replayDifferenceSchema>;

/** So many decisions of a workflow that would have come out otherwise in the same way. */
export const replayGroupSchema = Type.Composite(
  [
    Type.Object({ workflow: Type.String(), ruleSet: Type.String() }),
    replayChangeSchema,
    Type.Object({ n: Type.Integer({ minimum: 1 }) }),
  ],
  { $id: "ReplayGroup" },
);
export type ReplayGroup = Static<typeof replayGroupSchema>;

/** What a draft would have decided otherwise. Numbers are of decisions, counted once each; in groups once for each change. */
export const replaySchema = Type.Object(
  {
    release: Type.Integer({
      description: "The release that runs, with which the draft is compared",
    }),
    from: Type.String({ format: "date-time" }),
    to: Type.String({ format: "date-time" }),
    isCut: Type.Boolean({
      description: `Whether there are more decisions in the period than the ${String(MAX_REPLAYED)} newest`,
    }),
    replayed: Type.Integer({ description: "Judged: the same and different together" }),
    different: Type.Integer(),
    missed: Type.Integer({
      description: "Emergencies that would be none any more. One of them stops a publication",
    }),
    unconfirmed: Type.Integer({
      description:
        "The same of cases that turned out less urgent: as they stand now, they do not have the first priority. They stop nothing",
    }),
    raised: Type.Integer({ description: "What was no emergency and would be one" }),
    erased: Type.Integer({ description: "Left out, because what they were decided by is erased" }),
    unjudged: Type.Array(
      Type.Object({
        why: unjudgedReasonSchema,
        fact: Type.Optional(Type.String({ description: "What was not recorded" })),
        n: Type.Integer({ minimum: 1 }),
        emergencies: Type.Integer({
          description: "So many of them are emergencies as it runs now",
        }),
      }),
      { description: "Left out, because nobody can say what the draft would have answered" },
    ),
    groups: Type.Array(replayGroupSchema, { description: "The largest first" }),
    items: Type.Array(replayDifferenceSchema, {
      description: `At most ${String(MAX_DIFFERENCES)}: missed emergencies first, then the newest first`,
    }),
  },
  { $id: "Replay" },
);
export type Replay = Static<typeof replaySchema>;

/** A recorded decision (`before`) beside what a draft would have decided; both quote what they were decided by, so they are the patient's. */
export function replayedDecisionSchema<Decision extends TSchema>(decision: Decision) {
  return Type.Object(
    {
      id: Type.String(),
      case: Type.String(),
      at: Type.String({ format: "date-time" }),
      release: Type.Integer({ description: "That the case followed" }),
      before: decision,
      after: Type.Union([decision, Type.Null()], {
        description: "With the draft; null where no rules are asked any more, or nobody can say",
      }),
      unjudged: Type.Union([
        Type.Object({ why: unjudgedReasonSchema, fact: Type.Optional(Type.String()) }),
        Type.Null(),
      ]),
    },
    { $id: "ReplayedDecision" },
  );
}
