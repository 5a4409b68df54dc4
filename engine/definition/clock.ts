import { Type, type Static } from "@sinclair/typebox";
import { fieldNameSchema, idSchema, labelSchema } from "./names.js";

/** ISO 8601 duration of fixed length: days are 24 hours. Between one second and 366 days; the lint checks the range. */
export const durationSchema = Type.String({
  pattern: "^P(?=.)(\\d{1,3}D)?(T(?=.)(\\d{1,4}H)?(\\d{1,5}M)?(\\d{1,6}S)?)?$",
  examples: ["PT5M", "PT4H", "P2D"],
});

/** Instead of a time in a target table: the clock stands still while the case has this priority. */
export const NO_TARGET = "none";

/** A moment on a clock besides being due. Counted as the clock counts: by its calendar, without its pauses. */
export const markSchema = Type.Union([
  Type.Object(
    {
      name: labelSchema,
      percent: Type.Integer({ minimum: 1, maximum: 99, description: "Of the target" }),
    },
    { additionalProperties: false },
  ),
  Type.Object({ name: labelSchema, afterStart: durationSchema }, { additionalProperties: false }),
  Type.Object({ name: labelSchema, beforeDue: durationSchema }, { additionalProperties: false }),
  Type.Object({ name: labelSchema, afterDue: durationSchema }, { additionalProperties: false }),
]);
export type Mark = Static<typeof markSchema>;

/**
 * Something that is to happen in time: a promise, or a plan. It starts at creation, on entering a state, with a transition, or at
 * a moment that stands in the case's data; it stops at a transition or on leaving its state, and fires when due.
 */
export const clockSchema = Type.Object(
  {
    name: labelSchema,
    starts: Type.Union([
      Type.Object({ event: Type.Literal("created") }, { additionalProperties: false }),
      Type.Object({ state: idSchema }, { additionalProperties: false }),
      Type.Object(
        { transition: idSchema },
        { additionalProperties: false, description: "Each time that this is done, anew" },
      ),
      Type.Object(
        {
          field: fieldNameSchema,
          before: Type.Optional({ ...durationSchema, description: "So long before that moment" }),
        },
        {
          additionalProperties: false,
          description:
            "At the moment in this data field (`format: date-time`): moved with it, and called off when it is emptied. " +
            "A moment that has passed is due at once",
        },
      ),
    ]),
    stops: Type.Optional(Type.Array(idSchema, { maxItems: 40, description: "Transitions" })),
    target: Type.Optional(
      Type.Union(
        [
          durationSchema,
          Type.Record(
            Type.String({ minLength: 1, maxLength: 40 }),
            Type.Union([durationSchema, Type.Literal(NO_TARGET)]),
            {
              maxProperties: 20,
              additionalProperties: false,
              description: "By priority; `none`: it stands still while the case has this priority",
            },
          ),
        ],
        {
          description:
            "Time until it is due; without it, at the moment of the field that it starts at",
        },
      ),
    ),
    promise: Type.Optional(
      Type.Boolean({
        description:
          "Whether somebody is promised this, so that reports count how it is kept. " +
          "Left out: yes, unless the clock is spread or has no target",
      }),
    ),
    calendar: Type.Optional(
      Type.Union(
        [
          idSchema,
          Type.Record(Type.String({ minLength: 1, maxLength: 40 }), idSchema, {
            maxProperties: 20,
            additionalProperties: false,
          }),
        ],
        {
          description:
            "Counts only while this calendar is open; by priority, those without a row count day and night. " +
            "A day of the target is then a working day",
        },
      ),
    ),
    pauses: Type.Optional(
      Type.Array(idSchema, {
        maxItems: 40,
        uniqueItems: true,
        description: "States in which the clock stands still",
      }),
    ),
    marks: Type.Optional(
      Type.Record(idSchema, markSchema, {
        maxProperties: 20,
        additionalProperties: false,
        description: "Warnings and steps: moments at which `clock_reached` fires transitions",
      }),
    ),
    spread: Type.Optional({
      ...durationSchema,
      description:
        "Cases that would all be due at once are due at any time within this after the target, each case at its own. " +
        "For reminders and other chores; a promise to a patient has none.",
    }),
  },
  { additionalProperties: false },
);
export type Clock = Static<typeof clockSchema>;

/** Every time that a clock may run, as durations; none for a moment, and for a priority at which it stands still. */
export function durationsOf({ target = {} }: Pick<Clock, "target">): readonly string[] {
  const all = typeof target === "string" ? [target] : Object.values(target);
  return all.filter((one) => one !== NO_TARGET);
}
