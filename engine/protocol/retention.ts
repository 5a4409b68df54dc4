import { Type, type Static } from "@sinclair/typebox";

const instant = Type.String({ format: "date-time", description: "ISO 8601, UTC" });
const person = Type.Object({ id: Type.String(), name: Type.String() });
const count = (description: string) => Type.Integer({ minimum: 0, description });

/** How long the cases of a workflow are kept, and what erasing them would do now. */
export const workflowRetentionSchema = Type.Object(
  {
    workflow: Type.String(),
    name: Type.String(),
    keep: Type.Union([Type.String(), Type.Null()], {
      description: "ISO 8601 duration of years, months and days; null when they are kept for ever",
    }),
    agreed: Type.Union(
      [Type.Object({ keep: Type.String(), by: person, at: instant }), Type.Null()],
      {
        description: "Who has agreed to erase, after how long; null when nobody has",
      },
    ),
    on: Type.Boolean({
      description: "Cases are erased: somebody has agreed to exactly what is defined now",
    }),
    due: count("Cases that have been kept long enough, up to 10,000"),
    dueSoon: count("More that will have been within 30 days"),
    held: count("Of both, those on legal hold; they stay"),
    next: Type.Union([instant, Type.Null()], { description: "When the first of them is due" }),
    first: Type.Array(Type.Object({ id: Type.String(), endedAt: instant, keptUntil: instant }), {
      description: "The first of them, at most twenty",
    }),
    erased: count("Cases that have been erased, whoever did it"),
  },
  { $id: "WorkflowRetention" },
);
export type WorkflowRetention = Static<typeof workflowRetentionSchema>;

/** A legal hold: why the case must not be erased, and who says so. */
export const caseHoldSchema = Type.Object(
  { reason: Type.String(), by: person, at: instant },
  { $id: "CaseHold" },
);
export type CaseHoldView = Static<typeof caseHoldSchema>;
