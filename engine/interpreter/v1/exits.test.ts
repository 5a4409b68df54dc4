import { expect, test } from "vitest";
import type { Workflow } from "../../definition/workflow.js";
import { asked, openStory, staff } from "../../../tests/support/story.js";
import { checkUp } from "../../../tests/support/parallel-work.js";

const bed = { quantity: "beds" } as const;
const treated = { fact: "case.state", operator: "equal", value: "examining" } as const;

/** A check-up in a bed, which is given back however the examination ends. */
const inBed: Workflow = {
  ...checkUp,
  states: {
    open: { name: "Open", class: "new", onExit: [{ do: "decide", rules: "beds" }] },
    examining: {
      name: "Being examined",
      class: "working",
      onEnter: [{ do: "reserve", ...bed }],
      onExit: [
        { do: "release", ...bed },
        { do: "decide", rules: "cleaning", when: { not: treated } },
      ],
    },
    done: { name: "Done", class: "done", final: true },
  },
  transitions: {
    begin: {
      name: "Begin",
      from: ["open"],
      to: "examining",
      by: ["porter"],
      then: [{ do: "use", ...bed }],
    },
    note: { name: "Note", from: ["examining"], by: ["porter"] },
    move: { name: "Move to another bed", from: ["examining"], to: "examining", by: ["porter"] },
    finish: { name: "Finish", from: "*", to: "done", by: ["porter"] },
  },
};

test("what a state asks for on leaving comes first, whichever way leads out, and not when a case stays", () => {
  const story = openStory(inBed, { contact: null, message: null, data: { person: "Asha" } });
  const done = (action: string) => asked(story.acts(action, staff.porter));
  expect(done("begin")).toEqual(["decide beds", "use beds", "reserve beds"]);
  expect(done("note")).toEqual([]);
  // Conditions read the case as it is once it has moved.
  expect(done("move")).toEqual(["release beds", "reserve beds"]);
  expect(done("finish")).toEqual(["release beds", "decide cleaning", "release everything"]);
});
