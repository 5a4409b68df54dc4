import { expect, test } from "vitest";
import { sample } from "../../../tests/support/laboratory.js";
import { openStory, staff, type Story } from "../../../tests/support/story.js";

const NOBODY = { contact: null, message: null };
const ORDER = "T-1.2.0";

/** A sample that has asked the laboratory. */
function ordered(): Story {
  const story = openStory(sample, { ...NOBODY, data: { label: "A-12", person: "Asha" } });
  story.acts("order", staff.porter);
  return story;
}

const answers = (story: Story, webhook: string) =>
  story.happens({
    ...{ type: "webhook_answered", at: story.at, effect: ORDER, webhook },
    ...{ status: 200, answer: { orderNumber: "L-7" } },
  });
const fails = (story: Story) =>
  story.happens({
    ...{ type: "webhook_failed", at: story.at, effect: ORDER, webhook: "lab" },
    ...{ why: "gave_up", status: 503 },
  });

test("a call holds the fields that the definition names, as they are when the case comes there", () => {
  const story = ordered();
  expect(story.turns.at(-1)?.effects).toEqual([
    {
      ...{ kind: "webhook", id: ORDER, webhook: "lab", event: "order_placed", at: story.at },
      data: { label: "A-12", urgent: true },
    },
  ]);
});

test("an answer counts although the case was elsewhere meanwhile; one of another system moves nothing", () => {
  const story = ordered();
  expect(fails(story).transition).toBe("no_answer");
  expect(story.state.data["trouble"]).toBe("gave_up");
  story.acts("order", staff.porter);
  expect(answers(story, "another").note).toBe("no_transition");
  expect(answers(story, "lab").transition).toBe("accepted");
  expect(story.state).toMatchObject({ state: "at_the_lab", data: { orderNumber: "L-7" } });
});

test("an answer that comes when the case has closed is on its log and changes nothing", () => {
  const story = ordered();
  fails(story);
  story.acts("finish", staff.porter);
  expect(answers(story, "lab").note).toBe("closed");
});
