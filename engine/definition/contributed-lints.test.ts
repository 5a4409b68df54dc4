import { describe, expect, it } from "vitest";
import { contributedFindings, type ContributedLint, type LintLook } from "./contributed-lints.js";
import type { ReleaseBody } from "./release.js";

const template = (id: string, text: string) => ({ id, texts: { sms: { en: text } } });
const release = {
  workflows: [],
  ruleSets: [],
  templates: [template("first", "Hello"), template("second", "COME NOW")],
} as unknown as ReleaseBody;

const lint = (look?: LintLook): ContributedLint => ({
  words: "messages that shout",
  description: "Capitals frighten people",
  of: "template",
  severity: "error",
  ...(look ? { look } : {}),
});

type Shown = ReturnType<typeof template>;
const shouting: LintLook = (definition) => {
  const { en } = (definition as Shown).texts.sms;
  if (en !== en.toUpperCase()) return [];
  return [{ path: "/texts/sms/en", message: "It shouts.", fix: "Write it in small letters." }];
};

const findingsOf = (look?: LintLook) =>
  contributedFindings({ "house.shouting": lint(look) }, release);

const FAILING: readonly (readonly [string, LintLook])[] = [
  ["throws", () => JSON.parse("{") as unknown],
  ["answers a word", () => "fine"],
  ["answers without a sentence", () => [{ path: "" }]],
  ["answers later", () => Promise.resolve([])],
];

describe("what a plugin looks for", () => {
  it("is told with its place in the release and the name of the lint", () => {
    expect(findingsOf(shouting)).toEqual([
      {
        ...{ code: "house.shouting", severity: "error", path: "/templates/1/texts/sms/en" },
        ...{ message: "It shouts.", fix: "Write it in small letters." },
      },
    ]);
  });

  it("is not looked for where its code is not at hand", () => {
    expect(findingsOf()).toEqual([]);
  });

  it("leads to the nearest thing that is there", () => {
    const paths = (path: string) =>
      findingsOf(() => [{ path, message: "Here" }]).map((one) => one.path);
    expect(paths("/texts/sms/sw")[0]).toBe("/templates/0/texts/sms");
    expect(paths("/constructor/name")[0]).toBe("/templates/0");
    expect(paths("nowhere")[0]).toBe("/templates/0");
  });

  it("cannot change what it looks at, nor tell without end", () => {
    const before = JSON.stringify(release);
    const found = findingsOf((definition) => {
      (definition as Shown).id = "mine";
      return Array.from({ length: 1_000 }, () => ({ path: "", message: "x".repeat(10_000) }));
    });
    expect(JSON.stringify(release)).toBe(before);
    expect(found).toHaveLength(100);
    expect(Math.max(...found.map(({ message }) => message.length))).toBe(300);
  });

  it.each(FAILING)("stops nobody when its look %s, which is told", (_, look) => {
    const found = findingsOf(look);
    expect(found.map(({ severity }) => severity)).toEqual(["warning", "warning"]);
    expect(found[0]).toMatchObject({
      path: "/templates/0",
      message: "The plugin could not look for messages that shout here.",
    });
  });
});
