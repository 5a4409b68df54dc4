import { describe, expect, it } from "vitest";
import { type Preview, readPreview } from "./preview.js";

const whole: Preview = {
  heading: "Medical team",
  text: "T-4K7Q-9 waits.\nLook at it.",
  fields: [{ name: "From", value: "Clinic <desk@clinic.example>" }],
  buttons: ["Acknowledge"],
  notes: ["Only the first 80 characters are shown."],
};

describe("what a plugin shows", () => {
  it("is read as a copy, whole or in parts", () => {
    const said = structuredClone(whole);
    const read = readPreview(said);
    said.text = "changed afterwards";
    expect(read).toEqual(whole);
    expect(readPreview({ text: "Hello" })).toEqual({ text: "Hello" });
  });

  it.each([
    ["nothing", undefined],
    ["a text", "Hello"],
    ["empty", {}],
    ["markup of its own", { html: "<b>Hello</b>" }],
    ["too long", { text: "x".repeat(20_001) }],
    ["too much", { buttons: ["1", "2", "3", "4", "5", "6"] }],
    ["a field without a value", { fields: [{ name: "From" }] }],
    ["an empty note", { notes: [""] }],
    [
      "something that breaks when it is read",
      {
        get text() {
          throw new Error("no");
        },
      },
    ],
  ])("is not read when it is %s", (_, said) => {
    expect(readPreview(said)).toBeNull();
  });
});
