import { describe, expect, it } from "vitest";
import type { Form, FormField } from "../../../engine/definition/form.js";
import { controlOf } from "./control.js";
import { checkForm, errorsByField, inputOf, startValues } from "./values.js";

const form: Form = {
  type: "object",
  required: ["reason"],
  additionalProperties: false,
  properties: {
    reason: { type: "string", title: "Reason", maxLength: 10 },
    dose: { type: "integer", title: "Dose", minimum: 1, maximum: 4 },
    urgent: { type: "boolean", title: "Urgent" },
    when: { type: "string", title: "When", format: "date-time" },
    phone: { type: "string", title: "Phone", format: "phone" },
  },
};

describe("a form made from a schema", () => {
  it("starts empty or with the values given", () => {
    expect(startValues(form, { dose: 2, urgent: true })).toEqual({
      reason: "",
      dose: "2",
      urgent: true,
      when: "",
      phone: "",
    });
  });

  it("sends numbers as numbers, instants in UTC, and leaves out what is empty", () => {
    const typed = { ...startValues(form), reason: " pain ", dose: "3", when: "2026-01-02T10:00" };
    expect(inputOf(form, typed)).toEqual({
      reason: "pain",
      dose: 3,
      when: new Date("2026-01-02T10:00").toISOString(),
    });
  });

  it("says at the field what is wrong", () => {
    const typed = { ...startValues(form), dose: "9", phone: "call me" };
    expect(checkForm(form, typed)).toEqual({
      reason: "Please fill this in.",
      dose: "At most 4.",
      phone: "A phone number with its country code, such as +254…",
    });
    expect(
      checkForm(form, { ...typed, reason: "far too long a reason", dose: "1.5" }),
    ).toMatchObject({ reason: "At most 10 characters.", dose: "A whole number, please." });
  });

  it("puts the server's findings at the fields they point to", () => {
    const parts = [
      { pointer: "/input/reason", message: "is required" },
      { pointer: "/seenEntry", message: "must be a number" },
    ];
    expect(errorsByField(parts, "/input/")).toEqual({
      reason: "is required",
      "": "must be a number",
    });
  });
});

describe("the control of a field", () => {
  const fields: readonly (readonly [FormField, string])[] = [
    [{ type: "string", title: "a", enum: ["x"] }, "choice"],
    [{ type: "string", title: "a", "x-widget": "user" }, "user"],
    [{ type: "string", title: "a", maxLength: 4000 }, "textarea"],
    [{ type: "string", title: "a", maxLength: 80 }, "text"],
    [{ type: "string", title: "a", format: "date" }, "date"],
    [{ type: "boolean", title: "a" }, "checkbox"],
    [{ type: "integer", title: "a" }, "number"],
  ];

  it.each(fields)("%o is %s", (field, control) => {
    expect(controlOf(field)).toBe(control);
  });
});
