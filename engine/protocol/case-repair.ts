import { Type, type Static } from "@sinclair/typebox";
import { caseRowSchema } from "./case.js";

const way = <Why extends string>(...reasons: Why[]) =>
  Type.Object({
    possible: Type.Boolean(),
    why: Type.Union(reasons.map((reason) => Type.Literal(reason))),
  });

/** Why a case cannot be repaired in any way: it does not stand still any more, or nothing of it runs. */
const NEVER = ["going", "over"] as const;

/** What each way of repairing a case would do, looked at and not done. */
export const caseRepairSchema = Type.Object(
  {
    stored: Type.Integer({ minimum: 0, description: "The last turn that the record holds" }),
    unstored: Type.Integer({
      minimum: 0,
      description: "Turns after it that people may have been told of, and that are not stored",
    }),
    retry: way("writes_again", "reads_again", "same_again", ...NEVER),
    reload: way("forgets", "loses_nothing", "nothing_stored", ...NEVER),
    skip: way("sets_aside", "one_of_several", "no_single_event", ...NEVER),
    standsAt: Type.Union(
      [
        Type.Object({
          mark: Type.String({ description: "Names it when it is skipped" }),
          type: Type.String({ description: "Kind of event, as in the timeline" }),
          what: Type.String({ description: "What happened, in words" }),
          at: Type.String({ format: "date-time", description: "ISO 8601, UTC" }),
        }),
        Type.Null(),
      ],
      { description: "The event that it cannot take and could be let past" },
    ),
  },
  { $id: "CaseRepair" },
);
export type CaseRepair = Static<typeof caseRepairSchema>;

/** A case that stands still, with the cause. */
export const parkedCaseSchema = Type.Object(
  {
    case: caseRowSchema,
    reason: Type.String({ description: "`fork`, `gap`, `refused` or `interpreter`" }),
    since: Type.String({ format: "date-time", description: "ISO 8601, UTC" }),
  },
  { $id: "ParkedCase" },
);
export type ParkedCase = Static<typeof parkedCaseSchema>;
