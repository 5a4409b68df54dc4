import { Type, type Static } from "@sinclair/typebox";

const instant = Type.String({ format: "date-time", description: "ISO 8601, UTC" });

/** One life of a clock: why it is due when it is. */
export const caseClockSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    standing: Type.Union([
      Type.Literal("running"),
      Type.Literal("paused"),
      Type.Literal("kept"),
      Type.Literal("late"),
    ]),
    promise: Type.Boolean({ description: "False for a chore, such as closing by itself" }),
    zone: Type.Union([Type.String(), Type.Null()], {
      description: "IANA time zone of the calendar it counts by; null when it counts day and night",
    }),
    targetMs: Type.Union([Type.Integer(), Type.Null()], {
      description: "What it promises at the priority the case has now, in the time it counts",
    }),
    startedAt: instant,
    dueAt: Type.Union([instant, Type.Null()], { description: "Null while it stands still" }),
    endedAt: Type.Union([instant, Type.Null()]),
    then: Type.Array(Type.String(), {
      description:
        "What happens when it is due, if the case is where it is now; nothing once it is over",
    }),
    marks: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        at: Type.Union([instant, Type.Null()], {
          description: "When it was or will be reached; null while that cannot be told",
        }),
        reached: Type.Boolean(),
      }),
      { description: "Moments on the way and after, in their order" },
    ),
    countedMs: Type.Integer(),
    pausedMs: Type.Integer(),
    closedMs: Type.Integer({ description: "Time outside the hours of its calendar" }),
    spans: Type.Array(
      Type.Object({
        kind: Type.Union([Type.Literal("counted"), Type.Literal("paused"), Type.Literal("closed")]),
        from: instant,
        to: instant,
        state: Type.Union([Type.String(), Type.Null()], {
          description: "Name of the state in which it stood still",
        }),
      }),
      { description: "Oldest first, the latest two hundred" },
    ),
  },
  { $id: "CaseClock" },
);
export type CaseClock = Static<typeof caseClockSchema>;
