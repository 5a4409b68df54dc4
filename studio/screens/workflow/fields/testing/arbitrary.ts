import fc from "fast-check";
import type { Json } from "../../../../../engine/definition/names.js";
import type { Members } from "../members.js";
import { shapeOf, type Schema, type Shape } from "../shape.js";

/** Values of a schema with members, with some of what may be left out. */
export function membersArbitrary({
  properties = {},
  required = [],
}: Schema): fc.Arbitrary<Members> {
  const members = Object.entries(properties).map(
    ([key, schema]) => [key, valueArbitrary(shapeOf(schema))] as const,
  );
  return fc.record(Object.fromEntries(members), {
    requiredKeys: [...required],
  });
}

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const scalar = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const condition = fc.record({
  fact: fc.constant("case.priority"),
  operator: fc.constant("isPresent"),
});

/** An ISO 8601 duration as our definitions may have it. */
export const durationArbitrary: fc.Arbitrary<string> = fc
  .tuple(
    fc.nat(999),
    fc.nat(9999),
    fc.nat(99_999),
    fc.nat(999_999),
    fc.integer({ min: 1, max: 15 }),
  )
  .map(([days, hours, minutes, seconds, mask]) => {
    const part = (bit: number, amount: number, unit: string) =>
      (mask & bit) === 0 ? "" : `${String(amount)}${unit}`;
    const time = part(2, hours, "H") + part(4, minutes, "M") + part(8, seconds, "S");
    return `P${part(1, days, "D")}${time === "" ? "" : `T${time}`}`;
  });

function valueArbitrary(shape: Shape): fc.Arbitrary<Json> {
  switch (shape.is) {
    case "fixed":
      return fc.constant(shape.value);
    case "choice":
      return fc.constantFrom(...shape.values);
    case "truth":
      return fc.boolean();
    case "number":
      return fc.integer({ min: Math.max(shape.least, -1e9), max: Math.min(shape.most, 1e9) });
    case "duration":
      return durationArbitrary;
    case "fact":
      return word.map((name) => `data.${name}`);
    case "sourced":
      return fc.oneof(
        valueArbitrary(shape.fixed),
        word.map((name) => ({ from: `data.${name}` })),
      );
    case "condition":
      return condition;
    case "record":
      return fc.dictionary(word, valueArbitrary(shape.of), { maxKeys: 4, noNullPrototype: true });
    case "variants":
      return fc.oneof(...shape.of.map(membersArbitrary));
    case "scalar":
      return scalar;
    case "id":
    case "text":
    case "unknown":
      return word;
  }
}
