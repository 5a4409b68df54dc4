import { expect, test } from "vitest";
import { PUBLISHED_SCHEMAS } from "../../engine/definition/schemas.js";
import { placeAt } from "./place.js";
import { suggestionsAt } from "./suggest.js";

/** The text without the mark `|`, and where it was. */
function marked(text: string): readonly [string, number] {
  return [text.replace("|", ""), text.indexOf("|")];
}

test.each([
  ["na|", [], null],
  ["states:\n  new:\n    cl|", ["states", "new"], null],
  ["states:\n  new:\n    class: w|", ["states", "new"], "class"],
  ["states:\n  new: { name: New, class: w|", ["states", "new"], "class"],
  ["states:\n  new: { name: New, |", ["states", "new"], null],
  ["states:\n  new:\n    name: New\n\n  # note\n  old:\n    |", ["states", "old"], null],
  ["transitions:\n  go:\n    from: [ new, |", ["transitions", "go"], "from"],
  ["transitions:\n  go:\n    from:\n      - n|", ["transitions", "go", "from", "0"], null],
  ["transitions:\n  go:\n    then:\n      - do: s|", ["transitions", "go", "then", "0"], "do"],
  [
    "transitions:\n  go:\n    then:\n      - do: send\n        tem|",
    ["transitions", "go", "then", "0"],
    null,
  ],
  ["onCreate:\n- do: send\n  template: |", ["onCreate", "0"], "template"],
  ["onCreate:\n  - { do: send }\n  - { do: |", ["onCreate", "0"], "do"],
  ["data:\n  type: object\nini|", [], null],
])("the place in %j is known from lines and indents", (text, inside, member) => {
  expect(placeAt(...marked(text))).toMatchObject({ inside, member });
});

const labels = (text: string) =>
  suggestionsAt(placeAt(...marked(text)), {
    schema: PUBLISHED_SCHEMAS.workflow,
    names: { to: ["new", "done"], by: ["nurse"] },
  }).map(({ label }) => label);

test("the published schema says what can stand at a place, and the workflow which names", () => {
  expect(labels("states:\n  new:\n    class: |")).toEqual(["new", "working", "waiting", "done"]);
  expect(labels("states:\n  new:\n    |")).toEqual(["name", "class", "final", "onEnter", "onExit"]);
  expect(labels("transitions:\n  go:\n    to: |")).toEqual(["new", "done"]);
  expect(labels("transitions:\n  go:\n    by: [|")).toEqual(["nurse"]);
  expect(labels("transitions:\n  go:\n    by:\n      - |")).toEqual(["nurse"]);
  expect(labels("onCreate:\n  - do: |")).toContain("send");
  expect(labels("transitions:\n  go:\n    when:\n      all:\n        - operator: |")).toContain(
    "equal",
  );
});
