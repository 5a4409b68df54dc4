import { Type, type Static } from "@sinclair/typebox";
import { fieldNameSchema, idSchema } from "../definition/names.js";

const release = (description: string) =>
  Type.Integer({ minimum: 1, maximum: 1_000_000_000, description });

/** Which cases go where, and what their states and data become; what is left out is matched by id, name, or because it alone is left. */
const ends = {
  workflow: idSchema,
  from: release("Release that the cases follow now"),
  to: release("Release that they are to follow"),
  states: Type.Optional(
    Type.Record(idSchema, idSchema, {
      maxProperties: 200,
      additionalProperties: false,
      description: "What a state is called there",
    }),
  ),
  fields: Type.Optional(
    Type.Record(fieldNameSchema, Type.Union([fieldNameSchema, Type.Null()]), {
      maxProperties: 100,
      additionalProperties: false,
      description: "What a data field is called there; null leaves it behind",
    }),
  ),
  undoes: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 64,
      description: "Id of a migration that is taken back: only what it has moved is moved",
    }),
  ),
};

/** A migration to look at. */
export const migrationPlanRequestSchema = Type.Object(ends, {
  additionalProperties: false,
  $id: "MigrationPlanRequest",
});
export type MigrationPlanRequest = Static<typeof migrationPlanRequestSchema>;

/** A migration to start. */
export const migrationRequestSchema = Type.Object(
  {
    ...ends,
    reason: Type.String({ minLength: 1, maxLength: 500, pattern: "\\S" }),
    wave: Type.Optional(
      Type.Integer({
        ...{ minimum: 1, maximum: 10_000 },
        description:
          "Cases after which it rests until somebody lets it go on; all in one if left out",
      }),
    ),
  },
  { additionalProperties: false, $id: "MigrationRequest" },
);
export type MigrationRequest = Static<typeof migrationRequestSchema>;

const reason = Type.Object({ code: Type.String(), message: Type.String() });
const named = Type.Object({ id: Type.String(), name: Type.String() });
const maybeNamed = Type.Union([named, Type.Null()]);

/** What would become of one case. */
export const plannedCaseSchema = Type.Object(
  {
    id: Type.String(),
    state: named,
    to: Type.Union([named, Type.Null()], { description: "Null when it cannot be moved" }),
    reasons: Type.Array(reason, { description: "Why it cannot be moved" }),
    leaves: Type.Array(Type.String(), { description: "Fields that are left behind" }),
    ends: Type.Array(Type.String(), { description: "Clocks that end by it" }),
  },
  { $id: "PlannedCase" },
);

/** What a migration would do. */
export const migrationPlanSchema = Type.Object(
  {
    workflow: named,
    from: Type.Integer(),
    to: Type.Integer(),
    states: Type.Array(
      Type.Object({ ...named.properties, to: maybeNamed, cases: Type.Integer() }),
      { description: "Every state that is no end, what it becomes, and how many cases are in it" },
    ),
    fields: Type.Array(
      Type.Object({
        ...named.properties,
        to: maybeNamed,
        said: Type.Boolean({ description: "False while nobody has said what becomes of it" }),
      }),
    ),
    choices: Type.Object(
      { states: Type.Array(named), fields: Type.Array(named) },
      { description: "What states and fields may become" },
    ),
    lost: Type.Array(Type.String(), {
      description:
        "Fields that were left behind by the migration that is taken back: they do not come back",
    }),
    movable: Type.Integer(),
    cases: Type.Array(plannedCaseSchema, { description: "All of them" }),
  },
  { $id: "MigrationPlan" },
);
export type MigrationPlan = Static<typeof migrationPlanSchema>;

const outcomes = ["waiting", "moved", "refused", "closed"] as const;
const outcome = Type.Union(
  outcomes.map((one) => Type.Literal(one)),
  {
    description: "`waiting` until it is decided, and for ever once the migration was ended before",
  },
);

/** A migration, as far as it is. */
export const migrationSchema = Type.Object(
  {
    id: Type.String(),
    workflow: named,
    from: Type.Integer(),
    to: Type.Integer(),
    by: named,
    reason: Type.String(),
    at: Type.String({ format: "date-time" }),
    standing: Type.Union(
      [
        Type.Literal("listing"),
        Type.Literal("moving"),
        Type.Literal("resting"),
        Type.Literal("done"),
      ],
      { description: "`resting` between two waves, or because somebody has stopped it" },
    ),
    wave: Type.Union([Type.Integer(), Type.Null()]),
    undoes: Type.Union([Type.String(), Type.Null()]),
    counts: Type.Object({
      waiting: Type.Integer(),
      moved: Type.Integer(),
      refused: Type.Integer(),
      closed: Type.Integer(),
    }),
  },
  { $id: "Migration" },
);
export type Migration = Static<typeof migrationSchema>;

/** The latest migrations. */
export const migrationListSchema = Type.Object(
  { items: Type.Array(migrationSchema) },
  { $id: "MigrationList" },
);

/** What has become of the cases of a migration. */
export const migratedCasesSchema = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        outcome,
        from: Type.Union([Type.String(), Type.Null()]),
        to: Type.Union([Type.String(), Type.Null()]),
        turn: Type.Union([Type.Integer(), Type.Null()]),
        reasons: Type.Array(reason),
      }),
    ),
  },
  { $id: "MigratedCases" },
);
export type MigratedCases = Static<typeof migratedCasesSchema>;

/** How a migration goes on: the next wave, all that is left, not now, or never. */
export const migrationStepSchema = Type.Object(
  {
    step: Type.Union([
      Type.Literal("next_wave"),
      Type.Literal("all"),
      Type.Literal("rest"),
      Type.Literal("end"),
    ]),
  },
  { additionalProperties: false, $id: "MigrationStep" },
);
export type MigrationStep = Static<typeof migrationStepSchema>["step"];
