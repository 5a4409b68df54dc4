import { Type, type Static } from "@sinclair/typebox";
import { idSchema } from "../definition/names.js";
import { keptChangeSchema, MAX_CHANGES } from "./change-set.js";

const instant = Type.String({ format: "date-time" });
const person = Type.Object({ id: Type.String(), name: Type.String() }, { $id: "Reviewer" });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** What somebody who may says of an area. */
export const verdictSchema = Type.Union([Type.Literal("approved"), Type.Literal("declined")]);
export type Verdict = Static<typeof verdictSchema>;

/** What becomes of a review: it waits, was taken back by its author or by a newer one, or what it was about is published. */
export const reviewStandingSchema = Type.Union([
  Type.Literal("open"),
  Type.Literal("withdrawn"),
  Type.Literal("published"),
]);
export type ReviewStanding = Static<typeof reviewStandingSchema>;

/** How far one area of a review is. */
export const reviewedAreaSchema = Type.Object(
  {
    id: idSchema,
    name: Type.String(),
    approvers: Type.Array(idSchema, { description: "Roles" }),
    verdict: orNull(verdictSchema),
    by: orNull(person),
    at: orNull(instant),
    note: Type.String(),
    mayDecide: Type.Boolean({ description: "Whether you may approve or decline it" }),
  },
  { $id: "ReviewedArea" },
);
export type ReviewedArea = Static<typeof reviewedAreaSchema>;

/** A change of the release that others look at before it is published. */
export const reviewSchema = Type.Object(
  {
    id: Type.String(),
    by: person,
    reason: Type.String(),
    at: instant,
    base: Type.Integer({ description: "The release it stands on" }),
    hash: Type.String({ description: "Of what would be published; an approval is of just this" }),
    standing: reviewStandingSchema,
    isPast: Type.Boolean({ description: "Another release was published since: ask again" }),
    publishedAs: orNull(Type.Integer()),
    areas: Type.Array(reviewedAreaSchema),
    comments: Type.Array(
      Type.Object(
        {
          by: person,
          at: instant,
          part: orNull(
            Type.String({ description: "What it is about, such as `workflows/ticket`" }),
          ),
          text: Type.String(),
        },
        { $id: "ReviewComment" },
      ),
    ),
  },
  { $id: "Review" },
);
export type Review = Static<typeof reviewSchema>;

/** Body of the route that says whether an area is well. */
export const verdictRequestSchema = Type.Object(
  {
    area: idSchema,
    verdict: verdictSchema,
    note: Type.Optional(
      Type.String({ maxLength: 2000, description: "Whoever declines has to say why" }),
    ),
  },
  { additionalProperties: false, $id: "VerdictRequest" },
);
export type VerdictRequest = Static<typeof verdictRequestSchema>;

/** Body of the route that says something about a review. */
export const reviewCommentRequestSchema = Type.Object(
  {
    part: Type.Optional(
      Type.String({
        maxLength: 80,
        description: "One of those that differ, such as `templates/sms-help`",
      }),
    ),
    text: Type.String({ minLength: 1, maxLength: 2000, pattern: "\\S" }),
  },
  { additionalProperties: false, $id: "ReviewCommentRequest" },
);
export type ReviewCommentRequest = Static<typeof reviewCommentRequestSchema>;

/** The edits that lead to it, for the sentences; what counts is the release itself. */
export const reviewStepsSchema = Type.Array(keptChangeSchema, {
  maxItems: MAX_CHANGES,
  description: "The edits that lead there, for whoever reads; what counts is the definition",
});
