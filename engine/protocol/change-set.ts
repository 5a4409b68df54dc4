import { Type, type Static } from "@sinclair/typebox";

/** Changes that one person can have unpublished. */
export const MAX_CHANGES = 1_000;

/** One edit as it is kept. What is in it the studio knows; the server keeps it and tells it apart from others by its key. */
export const keptChangeSchema = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 64, description: "Made up by whoever edits" }),
    kind: Type.String({ minLength: 1, maxLength: 40, description: "Kind of what is changed" }),
    id: Type.Optional(Type.String({ maxLength: 40, description: "Which one is changed" })),
    step: Type.Unsafe<object>({ type: "object", description: "The edit itself" }),
  },
  { additionalProperties: false, $id: "KeptChange" },
);
export type KeptChange = Static<typeof keptChangeSchema>;

const content = {
  release: Type.Integer({ minimum: 0, description: "The release on which it was begun" }),
  steps: Type.Array(keptChangeSchema, { maxItems: MAX_CHANGES }),
  done: Type.Integer({ minimum: 0, description: "So many of the steps count; the rest is undone" }),
};

/** Which version of a change set somebody looked at: every write makes the next. 0 as long as there is none. */
const revision = Type.Integer({ minimum: 0 });

/** Body of `PUT /api/changes`. */
export const changeSetWriteSchema = Type.Object(
  {
    revision: { ...revision, description: "The one you looked at; refused when a newer is there" },
    ...content,
  },
  { additionalProperties: false, $id: "ChangeSetWrite" },
);
export type ChangeSetWrite = Static<typeof changeSetWriteSchema>;

/** What a person has changed and not published. */
export const changeSetSchema = Type.Object(
  {
    revision,
    ...content,
    at: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
      description: "When it was written last; null as long as there is none",
    }),
  },
  { $id: "ChangeSet" },
);
export type ChangeSet = Static<typeof changeSetSchema>;
