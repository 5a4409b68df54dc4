import { Type, type Static } from "@sinclair/typebox";
import { idSchema, labelSchema } from "./names.js";

/** How whoever is given the next case of a queue is chosen among those who can take it. */
export const ASSIGN_STRATEGIES = ["round_robin", "least_loaded"] as const;
export type AssignStrategy = (typeof ASSIGN_STRATEGIES)[number];

/** Open cases at once of a person for whom nobody has said how many, in a queue that does not say either. */
export const DEFAULT_CAPACITY = 10;

/** Most open cases at once that anybody can be given. */
export const MAX_CAPACITY = 1000;

/** How many open cases somebody works on at once. */
export const capacitySchema = Type.Integer({ minimum: 1, maximum: MAX_CAPACITY });

/**
 * Gives the cases of a queue to people by itself. Without it they wait until somebody takes them.
 * Everybody takes part who may take from the queue and has a role that names it, or the members of a team.
 */
export const assignSchema = Type.Object(
  {
    by: Type.Union(
      ASSIGN_STRATEGIES.map((strategy) => Type.Literal(strategy)),
      {
        description:
          "`round_robin` gives to whoever has waited longest for a case of this queue, `least_loaded` to whoever has the " +
          "smallest part of their capacity in work",
      },
    ),
    team: Type.Optional({
      ...idSchema,
      description:
        "Only to members of this team; if left out, to all who may take from the queue and have a role that names it",
    }),
    capacity: Type.Optional({
      ...capacitySchema,
      default: DEFAULT_CAPACITY,
      description: "Open cases at once for people who have no number of their own",
    }),
  },
  { additionalProperties: false },
);
export type Assign = Static<typeof assignSchema>;

/** Something that not everybody can do and some cases need: a language, a licence, a machine. */
export const skillSchema = Type.Object(
  { id: idSchema, name: labelSchema },
  { additionalProperties: false },
);
export type Skill = Static<typeof skillSchema>;
