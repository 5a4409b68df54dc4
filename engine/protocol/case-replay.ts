import { Type, type Static } from "@sinclair/typebox";
import { MAX_DIFFERENCES, replayChangeSchema } from "./replay.js";

/** Cases that are replayed at most, the newest ones: each takes as long as some ten decisions. */
export const MAX_CASES_REPLAYED = 1_000;

const emergency = Type.Union([Type.Literal("missed"), Type.Literal("raised"), Type.Null()]);
const workflow = Type.String();

/** A case that would have gone otherwise. */
export const caseDifferenceSchema = Type.Object(
  {
    case: Type.Union([Type.String(), Type.Null()], {
      description: "Null for a case that you may not see",
    }),
    at: Type.String({ format: "date-time", description: "When it was opened" }),
    workflow,
    changes: Type.Array(replayChangeSchema, {
      description:
        "In the end: `state`, `queue`, `priority`; `promise.<clock>`, which is `late` or `kept`, or null where nothing is promised; or " +
        "`action.<id>`, `taken` by somebody and `refused` with the draft, after which nothing more is said",
    }),
    emergency,
  },
  { $id: "CaseDifference" },
);
export type CaseDifference = Static<typeof caseDifferenceSchema>;

/** So many cases of a workflow that would have gone otherwise in the same way. */
export const caseGroupSchema = Type.Composite(
  [Type.Object({ workflow }), replayChangeSchema, Type.Object({ n: Type.Integer({ minimum: 1 }) })],
  { $id: "CaseGroup" },
);
export type CaseGroup = Static<typeof caseGroupSchema>;

/** How cases would have gone with a draft, beside how they go with what runs now. */
export const caseReplaySchema = Type.Object(
  {
    release: Type.Integer({
      description: "The release that runs, with which the draft is compared",
    }),
    from: Type.String({ format: "date-time" }),
    to: Type.String({ format: "date-time" }),
    isCut: Type.Boolean({
      description: `Whether more cases were opened in the period than the ${String(MAX_CASES_REPLAYED)} newest`,
    }),
    replayed: Type.Integer({ description: "The same and different together" }),
    different: Type.Integer(),
    missed: Type.Integer({ description: "Emergencies that would be none at any time" }),
    raised: Type.Integer({ description: "What was no emergency and would be one" }),
    refused: Type.Integer({
      description: "Cases that were followed only until somebody did what the draft does not allow",
    }),
    erased: Type.Integer({ description: "Left out, because they are erased" }),
    unjudged: Type.Integer({
      description:
        "Left out, because they cannot be played to their end even as it runs now, or need an answer of a plugin",
    }),
    groups: Type.Array(caseGroupSchema, { description: "The largest first" }),
    items: Type.Array(caseDifferenceSchema, {
      description: `At most ${String(MAX_DIFFERENCES)}: missed emergencies first, then the newest first`,
    }),
  },
  { $id: "CaseReplay" },
);
export type CaseReplay = Static<typeof caseReplaySchema>;

const name = Type.Union([Type.String(), Type.Null()]);
const instant = Type.String({ format: "date-time" });
const instantOrNone = Type.Union([instant, Type.Null()]);

/** How a case goes under a release: ids of definitions and instants, nothing that somebody wrote. */
export const courseViewSchema = Type.Object(
  {
    steps: Type.Array(
      Type.Object({
        at: instant,
        type: Type.String({ description: "Of the event" }),
        what: { ...name, description: "The action, clock or rule set that it was about" },
        transition: name,
        state: Type.String(),
        queue: Type.String(),
        priority: Type.String(),
      }),
    ),
    promises: Type.Array(
      Type.Object({
        clock: Type.String(),
        dueAt: instantOrNone,
        brokenAt: instantOrNone,
        endedAt: instantOrNone,
      }),
    ),
    refused: {
      ...name,
      description: "The action of somebody that ends it, because it is not allowed there",
    },
  },
  { $id: "CaseCourse" },
);
export type CourseView = Static<typeof courseViewSchema>;

/** A case as it goes with what runs now (`before`) beside how it would go with a draft. */
export const replayedCaseSchema = Type.Object(
  {
    case: Type.String(),
    before: Type.Union([courseViewSchema, Type.Null()]),
    after: Type.Union([courseViewSchema, Type.Null()], {
      description: "Null where there is no such workflow",
    }),
  },
  { $id: "ReplayedCase" },
);
export type ReplayedCase = Static<typeof replayedCaseSchema>;
