import { Type, type Static } from "@sinclair/typebox";
import { idSchema, labelSchema } from "./names.js";
import { durationSchema } from "./clock.js";

/** The e-mail address that a member of staff signs in with; how a definition names a person. */
export const personSchema = Type.String({ pattern: "^[^\\s@]{1,64}@[^\\s@]{1,189}$" });

/** An instant in UTC, to the minute or the second. */
export const instantSchema = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?Z$",
  examples: ["2026-01-05T08:00:00Z"],
});

/**
 * Who is called on one tier. `everybody` calls all people of a role at once; `people` are called one after the other.
 * With `turns` they take turns: whoever is on duty comes first, the next one after them.
 */
export const tierSchema = Type.Union([
  Type.Object({ everybody: idSchema }, { additionalProperties: false }),
  Type.Object(
    {
      people: Type.Array(personSchema, { minItems: 1, maxItems: 50, uniqueItems: true }),
      turns: Type.Optional(
        Type.Object(
          {
            every: { ...durationSchema, description: "How long a turn is, at least an hour" },
            since: { ...instantSchema, description: "When the first person's turn began" },
          },
          { additionalProperties: false },
        ),
      ),
    },
    { additionalProperties: false },
  ),
]);
export type Tier = Static<typeof tierSchema>;

/** Who belongs to a team: everybody with a role, or one person. */
export const memberSchema = Type.Union([
  Type.Object({ role: idSchema }, { additionalProperties: false }),
  Type.Object({ person: personSchema }, { additionalProperties: false }),
]);
export type Member = Static<typeof memberSchema>;

/**
 * People who are alerted together. Members see the team's alerts; `tiers` say who is called, in order: support tier 1
 * first, then 2 and 3 when nobody acknowledges. Whoever is called sees the alert too, member or not.
 */
export const teamSchema = Type.Object(
  {
    id: idSchema,
    name: labelSchema,
    members: Type.Array(memberSchema, { minItems: 1, maxItems: 100 }),
    tiers: Type.Array(tierSchema, { maxItems: 3 }),
  },
  { additionalProperties: false },
);
export type Team = Static<typeof teamSchema>;
