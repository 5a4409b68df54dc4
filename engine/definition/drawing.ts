import { Type, type Static } from "@sinclair/typebox";
import { idSchema, labelSchema } from "./names.js";

/** Left upper corner of something in the picture of a workflow: pixels to the right, pixels downwards. */
const cornerSchema = Type.Array(Type.Number(), { minItems: 2, maxItems: 2 });

/** Where states stand in the picture that nobody wants arranged anew. */
export const layoutSchema = Type.Record(idSchema, cornerSchema, { additionalProperties: false });

/**
 * Something to remember that stands on the picture of a workflow: for those who change it, and for nobody's case.
 * About a state it stands, moves, is copied and goes with it, and `at` counts from that state's corner; otherwise as `layout` does.
 */
export const noteSchema = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 1000 }),
    about: Type.Optional(idSchema),
    at: Type.Optional(cornerSchema),
  },
  { additionalProperties: false },
);
export type Note = Static<typeof noteSchema>;

/** The colours of the house in which a group can be framed. */
export const GROUP_COLOURS = ["tide", "blue", "sand", "rose", "grey"] as const;

/** States that belong together: a frame around them in the picture, with a name. A state is in one group at most. */
export const groupSchema = Type.Object(
  {
    name: labelSchema,
    colour: Type.Union(GROUP_COLOURS.map((colour) => Type.Literal(colour))),
    states: Type.Array(idSchema, { minItems: 1, maxItems: 200, uniqueItems: true }),
  },
  { additionalProperties: false },
);
export type Group = Static<typeof groupSchema>;

/** What is drawn of a workflow and is nothing that a case follows. */
type Drawing = { readonly layout?: unknown; readonly notes?: unknown; readonly groups?: unknown };

/** What is left of a workflow without how it is drawn. */
export function withoutDrawing<Of extends Drawing>(workflow: Of): Omit<Of, keyof Drawing> {
  const { layout: _layout, notes: _notes, groups: _groups, ...rest } = workflow;
  return rest;
}
