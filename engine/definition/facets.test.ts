import { expect, test } from "vitest";
import type { FormField } from "./form.js";
import { facetKeys, facetsIn } from "./facets.js";

const data = (fields: { readonly [name: string]: FormField }) => ({
  data: { type: "object" as const, properties: fields, additionalProperties: false as const },
});
const field = (over: object = {}): FormField => ({
  ...{ type: "string", title: "Wing", enum: ["east", "west"], "x-phi": "none", "x-facet": true },
  ...over,
});

test("what cases are listed by is nothing but a choice of its list, whatever stands in the data", () => {
  const workflow = data({ wing: field(), trade: field({ enum: ["water"] }) });
  expect(facetKeys(workflow, { wing: "west", trade: "water" })).toEqual([
    "wing:west",
    "trade:water",
  ]);
  expect(facetKeys(workflow, { wing: "Amina, +254700000001", trade: 7 })).toEqual([]);
});

test("a field that is not declared as nothing personal is none, even where the lint was passed by", () => {
  const { "x-phi": _unsaid, ...unsaid } = field();
  for (const one of [field({ "x-phi": "contact" }), unsaid, field({ enum: undefined })])
    expect(facetsIn(data({ wing: one }))).toEqual([]);
});
