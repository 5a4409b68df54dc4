import { Type, type Static } from "@sinclair/typebox";

/** Numbers of cases below this are not told: so few can be recognised. */
export const FEW = 5;

const instant = Type.String({ format: "date-time", description: "ISO 8601, UTC" });
const counted = (description: string) =>
  Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
    description: `${description}; null when it is from 1 to ${String(FEW - 1)}, which is not told`,
  });
const length = (description: string) =>
  Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
    description: `${description}, in milliseconds, to ten percent; null when too few left to tell`,
  });

/** How cases left a state over a period. */
export const stateFlowSchema = Type.Object(
  {
    state: Type.String(),
    left: counted("How often a case left it"),
    late: counted("How many of those broke a promise while they were there"),
    medianMs: length("Half of them were there for less"),
    p90Ms: length("Nine in ten of them were there for less"),
  },
  { $id: "StateFlow" },
);
export type StateFlow = Static<typeof stateFlowSchema>;

/** How often cases went by a transition out of one state. */
export const wayFlowSchema = Type.Object(
  { transition: Type.String(), from: Type.String(), taken: counted("How often") },
  { $id: "WayFlow" },
);

/** How the cases of a workflow moved over a period. Exercises are left out. */
export const flowSchema = Type.Object(
  {
    from: instant,
    to: instant,
    states: Type.Array(stateFlowSchema, { description: "Those that were left at all" }),
    ways: Type.Array(wayFlowSchema, { description: "Those that were taken at all" }),
  },
  { $id: "Flow" },
);
export type Flow = Static<typeof flowSchema>;
