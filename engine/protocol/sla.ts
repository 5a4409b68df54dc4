import { Type, type Static } from "@sinclair/typebox";
import { caseRowSchema } from "./case.js";

const instant = Type.String({ format: "date-time", description: "ISO 8601, UTC" });
const named = Type.Object({ id: Type.String(), name: Type.String() });
const maybeMs = (description: string) => Type.Union([Type.Integer(), Type.Null()], { description });

/** What a report counts by, besides workflow and clock. */
export const slaGroupingSchema = Type.Union([
  Type.Literal("clock"),
  Type.Literal("priority"),
  Type.Literal("queue"),
  Type.Literal("day"),
  Type.Literal("facet"),
]);
export type SlaGrouping = Static<typeof slaGroupingSchema>;

/** How the promises of one clock were kept, of all its cases or of one group of them. */
export const slaLineSchema = Type.Object(
  {
    workflow: named,
    clock: named,
    group: Type.Union([named, Type.Null()], {
      description:
        "The priority, queue, day or choice of the facet (of which the id is empty where there is none); null when it counts by clock alone",
    }),
    kept: Type.Integer({ description: "Decided in the period: done in time" }),
    broken: Type.Integer({ description: "Decided in the period: due and not done" }),
    compliance: Type.Union([Type.Number(), Type.Null()], {
      description: "Share that was kept, 0 to 1; null when nothing was decided",
    }),
    medianMs: maybeMs("Half of what was done in the period took less; to two percent"),
    p90Ms: maybeMs("Nine in ten took less; to two percent"),
    running: Type.Integer({ description: "Open now, whatever the period: in time so far" }),
    atRisk: Type.Integer({ description: "Of those running, past their first mark" }),
    paused: Type.Integer({ description: "Open now: standing still" }),
    overdue: Type.Integer({ description: "Open now: broken and still not done" }),
  },
  { $id: "SlaLine" },
);
export type SlaLine = Static<typeof slaLineSchema>;

/** How promises were kept over a period. Exercises are left out. */
export const slaReportSchema = Type.Object(
  {
    from: instant,
    to: instant,
    zone: Type.String({ description: "IANA time zone that days are counted in" }),
    items: Type.Array(slaLineSchema),
    next: Type.Union([Type.String(), Type.Null()]),
  },
  { $id: "SlaReport" },
);
export type SlaReport = Static<typeof slaReportSchema>;

/** Which cases stand behind a number of a report. */
export const slaNumberSchema = Type.Union([
  Type.Literal("kept"),
  Type.Literal("broken"),
  Type.Literal("running"),
  Type.Literal("atRisk"),
  Type.Literal("paused"),
  Type.Literal("overdue"),
]);
export type SlaNumber = Static<typeof slaNumberSchema>;

/** One promise behind a number of a report. */
export const slaCaseSchema = Type.Object(
  {
    caseId: Type.String(),
    case: Type.Union([caseRowSchema, Type.Null()], {
      description: "As it is now; null when it has moved to a queue that the caller does not see",
    }),
    clock: named,
    priority: Type.String({ description: "When it was decided" }),
    queue: named,
    standing: Type.Union([
      Type.Literal("running"),
      Type.Literal("paused"),
      Type.Literal("overdue"),
      Type.Literal("kept"),
      Type.Literal("late"),
      Type.Literal("dropped"),
    ]),
    startedAt: instant,
    dueAt: Type.Union([instant, Type.Null()]),
    endedAt: Type.Union([instant, Type.Null()]),
    usedMs: maybeMs("Time counted until it ended: by its calendar, without its pauses"),
  },
  { $id: "SlaCase" },
);
export type SlaCase = Static<typeof slaCaseSchema>;

/** A page of the cases behind a number. */
export const slaCaseListSchema = Type.Object(
  { items: Type.Array(slaCaseSchema), next: Type.Union([Type.String(), Type.Null()]) },
  { $id: "SlaCaseList" },
);
export type SlaCaseList = Static<typeof slaCaseListSchema>;
