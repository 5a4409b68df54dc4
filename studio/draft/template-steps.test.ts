import { expect, test } from "vitest";
import type { Template } from "../../engine/definition/template.js";
import { modelOf, recorded, UNCHANGED, undone, type Draft } from "./draft.js";
import { applyTemplateStep, placeOfTemplateStep, type TemplateStep } from "./template-steps.js";

const base: Template = {
  kind: "template",
  spec: 1,
  id: "hello",
  name: "Hello",
  texts: { sms: { en: "Hello", sw: "Habari" } },
};

const draftOf = (...steps: readonly TemplateStep[]) =>
  steps.reduce<Draft<TemplateStep>>(
    (draft, step) => recorded(draft, step, placeOfTemplateStep),
    UNCHANGED,
  );
const shown = (draft: Draft<TemplateStep>) => modelOf(base, draft, applyTemplateStep).texts;

test("a text is changed in its channel and language only, and typing it is one step", () => {
  const typed = ["H", "Hi"].map((text): TemplateStep => ({
    do: "setText",
    channel: "sms",
    language: "en",
    text,
  }));
  const draft = draftOf(...typed, {
    do: "setText",
    channel: "email",
    language: "en",
    text: "Dear",
  });
  expect(draft.steps).toHaveLength(2);
  expect(shown(draft)).toEqual({ sms: { en: "Hi", sw: "Habari" }, email: { en: "Dear" } });
  expect(shown(undone(undone(draft)))).toEqual(base.texts);
});

test("an empty text takes its language away, and e-mail can say the same as the SMS again", () => {
  const draft = draftOf(
    { do: "setText", channel: "sms", language: "sw", text: "" },
    { do: "setText", channel: "email", language: "en", text: "Dear" },
    { do: "removeChannel", channel: "email" },
  );
  expect(shown(draft)).toEqual({ sms: { en: "Hello" } });
});
