import { Type, type Static } from "@sinclair/typebox";
import { factPathSchema } from "./conditions/condition.js";
import { idSchema, labelSchema, scalarSchema } from "./names.js";

const words = Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean()]);

/**
 * What one column asks of one row. A text is read as `table-cells.ts` says: `-` is anything, `[18..65)` a range, `< 5` a
 * comparison, `not(…)` the opposite, `contains(…)` words in a text; everything else is the value itself. A list is any of its values.
 */
export const cellSchema = Type.Union([
  words,
  Type.Array(words, { minItems: 1, maxItems: 100 }),
  Type.Object({ list: idSchema }, { additionalProperties: false }),
]);
export type Cell = Static<typeof cellSchema>;

/** One row: `if` has a cell for every input, `then` a value for every output; both in the order of the columns. */
export const rowSchema = Type.Object(
  {
    id: Type.Optional(idSchema),
    name: Type.Optional(labelSchema),
    if: Type.Array(cellSchema, { minItems: 1, maxItems: 20 }),
    then: Type.Array(scalarSchema, { minItems: 1, maxItems: 20 }),
  },
  { additionalProperties: false },
);
export type Row = Static<typeof rowSchema>;

/**
 * Rules as rows and columns. A row without an id is called by its place (`row-1`), so that one may be inserted without
 * renaming the others, give rows that tests name an id.
 */
export const tableSchema = Type.Object(
  {
    inputs: Type.Array(factPathSchema, { minItems: 1, maxItems: 20, uniqueItems: true }),
    outputs: Type.Array(Type.String({ pattern: "^[a-z][A-Za-z0-9_]{0,39}$" }), {
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
    }),
    rows: Type.Array(rowSchema, { minItems: 1, maxItems: 1000 }),
  },
  { additionalProperties: false },
);
export type Table = Static<typeof tableSchema>;
