import { expect, test } from "vitest";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Template } from "../../../engine/definition/template.js";
import { channelsLacking, standings } from "./completeness.js";
import { lengthsOf } from "./lengths.js";

const message = (id: string, texts: Template["texts"]): Template => ({
  ...{ kind: "template", spec: 1, id, name: id, texts },
});
const both = message("both", { sms: { en: "Hello", sw: "Habari" } });
const half = message("half", {
  sms: { en: "Hello", sw: "Habari" },
  email: { en: "Dear" },
});
const none = message("none", { sms: { fr: "Bonjour" } });
const body = {
  organisation: { languages: ["en", "sw"] },
  templates: [both, half, none],
} as unknown as ReleaseBody;

test("a message lacks a language where a channel that has texts has none in it", () => {
  expect(channelsLacking(both, "sw")).toEqual([]);
  expect(channelsLacking(half, "sw")).toEqual(["email"]);
  expect(channelsLacking(none, "sw")).toEqual(["sms"]);
});

test("each language of the organisation is counted over all messages", () => {
  expect(standings(body)).toEqual([
    { language: "en", missing: 1, of: 3 },
    { language: "sw", missing: 2, of: 3 },
  ]);
});

test("a message is as many SMS as its longest language, usually and at most", () => {
  const known = {
    "clinic.name": {
      ...{ type: "text" as const, description: "", phi: "none" as const },
      ...{ sample: "Clinic", longest: "x".repeat(200) },
    },
  };
  const long = message("long", { sms: { en: "Hi {{clinic.name}}", sw: "y".repeat(170) } });
  expect(lengthsOf(long, known)).toEqual({ usual: 2, most: 2 });
  expect(lengthsOf(message("short", { sms: { en: "{{clinic.name}}" } }), known)).toEqual({
    ...{ usual: 1, most: 2 },
  });
  expect(lengthsOf(message("broken", { sms: { en: "{{clinic.nam}}" } }), known)).toBeNull();
});
