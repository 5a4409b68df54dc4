import { Type } from "@sinclair/typebox";

/** Narrows to cases that have all of these facets. */
export const facetsQuery = Type.Optional(
  Type.String({
    maxLength: 800,
    description: "Choices of facets, separated by commas: `category:billing,wing:east`",
  }),
);
