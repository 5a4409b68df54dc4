import { Type, type Static } from "@sinclair/typebox";
import { capacitySchema } from "../definition/assign.js";

/** How much somebody has to do, and whether a queue could give them a case now. */
export const workloadSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    load: Type.Integer({
      description: "Cases they work on; those that wait for a patient not counted",
    }),
    capacity: Type.Union([capacitySchema, Type.Null()], {
      description:
        "Their own, or that of the first queue that gives them cases; null when none does",
    }),
    status: Type.Union([
      Type.Literal("free"),
      Type.Literal("full"),
      Type.Literal("away"),
      Type.Literal("off_duty"),
    ]),
    until: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
      description: "When they are back or their shift begins, if that is known",
    }),
    queues: Type.Array(Type.String(), { description: "Queues that give them cases" }),
  },
  { $id: "Workload" },
);
export type Workload = Static<typeof workloadSchema>;

/** Somebody whom a case could be given to by hand, as they stand for this case. */
export const takerSchema = Type.Composite(
  [
    workloadSchema,
    Type.Object({
      may: Type.Boolean({
        description: "Whether a role of theirs may act on cases; others cannot be given one",
      }),
      sees: Type.Boolean({
        description: "Whether a role of theirs shows them the queue of the case",
      }),
      missing: Type.Array(Type.String(), {
        description: "Names of skills that the case needs and they do not have",
      }),
    }),
  ],
  { $id: "Taker" },
);
export type Taker = Static<typeof takerSchema>;

/** What a case waits for in a queue that had nobody for it. */
export const unattendedSchema = Type.Object({
  skills: Type.Array(Type.String(), { description: "Names of the skills that it needs" }),
});
