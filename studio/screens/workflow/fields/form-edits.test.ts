import { Value } from "@sinclair/typebox/value";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Form, type FormField, formFieldSchema } from "../../../../engine/definition/form.js";
import { fieldNameSchema } from "../../../../engine/definition/names.js";
import { asKind, EMPTY_FORM, FIELD_KINDS, fieldKind, newField } from "./field-kinds.js";
import { freeName, required, withCopy, withField, withMoved, withoutField } from "./form-edits.js";
import { membersArbitrary } from "./testing/arbitrary.js";

const field = fc.oneof(...formFieldSchema.anyOf.map(membersArbitrary)) as fc.Arbitrary<FormField>;
const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,6}$/);
const form: fc.Arbitrary<Form> = fc
  .dictionary(name, field, { minKeys: 1, maxKeys: 6, noNullPrototype: true })
  .chain((properties) =>
    fc.record(
      {
        ...{ type: fc.constant("object"), additionalProperties: fc.constant(false) },
        properties: fc.constant(properties),
        title: fc.constant("A form"),
        required: fc.subarray(Object.keys(properties), { minLength: 1 }),
      },
      { requiredKeys: ["type", "properties", "additionalProperties"] },
    ),
  );
const formAndField = form.chain((one) =>
  fc.tuple(fc.constant(one), fc.constantFrom(...Object.keys(one.properties))),
);

describe("a form that is designed", () => {
  it("stays the same to the letter where nothing is changed", () => {
    fc.assert(
      fc.property(formAndField, fc.nat(), ([one, key], place) => {
        const now = one.properties[key];
        if (!now) throw new Error("no such field");
        const order = (some: Form) => JSON.stringify(some);
        const at = place % Object.keys(one.properties).length;
        expect(order(withField(one, key, asKind(now, fieldKind(now))))).toBe(order(one));
        expect(order(withMoved(one, at, at))).toBe(order(one));
        const has = one.required?.includes(key) === true;
        expect(required(one, key, has ? "required" : "optional")).toBe(one);
        if (has) return;
        expect(order(required(required(one, key, "required"), key, "optional"))).toBe(order(one));
      }),
    );
  });

  it("loses a field with the demand to fill it in, and gains a copy beside it, and nothing else changes", () => {
    fc.assert(
      fc.property(formAndField, ([one, key]) => {
        const left = withoutField(one, key);
        const others = Object.keys(one.properties).filter((some) => some !== key);
        expect(Object.keys(left.properties)).toEqual(others);
        expect(left.required ?? []).toEqual((one.required ?? []).filter((some) => some !== key));
        const copied = withCopy(one, key);
        const added = Object.keys(copied.properties).filter((some) => !(some in one.properties));
        expect(added).toHaveLength(1);
        expect(copied.properties[added[0] ?? ""]).toEqual(one.properties[key]);
        expect(withoutField(copied, added[0] ?? "")).toEqual(one);
      }),
    );
  });

  it("gives every new field a name that definitions can have and no other field has", () => {
    fc.assert(
      fc.property(form, fc.oneof(fc.string(), fc.string({ unit: "grapheme" })), (one, title) => {
        const free = freeName(one, title);
        expect(free).toMatch(new RegExp(String(fieldNameSchema.pattern)));
        expect(Object.keys(one.properties)).not.toContain(free);
      }),
    );
    expect(freeName(EMPTY_FORM, "What was lost?")).toBe("whatWasLost");
  });

  it("turns a field into any kind and keeps what it says of itself", () => {
    fc.assert(
      fc.property(field, fc.constantFrom(...FIELD_KINDS), (one, kind) => {
        const turned = asKind(one, kind);
        expect(fieldKind(turned)).toBe(kind);
        const said = ({ title, description, ...rest }: FormField) => [
          title,
          description,
          rest["x-phi"],
        ];
        expect(said(turned)).toEqual(said(one));
        if (fieldKind(one) !== kind) expect(Value.Check(formFieldSchema, turned)).toBe(true);
      }),
    );
  });

  it.each(FIELD_KINDS)("adds a %s that is private until somebody says otherwise", (kind) => {
    const added = newField(kind, "New field");
    expect(Value.Check(formFieldSchema, added)).toBe(true);
    expect([fieldKind(added), added["x-phi"]]).toEqual([kind, "clinical"]);
  });
});
