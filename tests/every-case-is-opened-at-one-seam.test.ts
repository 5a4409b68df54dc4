import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const ROOT = new URL("../", import.meta.url);

/** Our own code that runs in the product, by path. */
const sources = ["engine", "workflows"].flatMap((folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path}`)
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .map((path) => ({ path, text: readFileSync(new URL(path, ROOT), "utf8") })),
);

/** The files that call a function. */
const calling = (name: string) =>
  sources
    .filter(({ text }) => new RegExp(`\\b${name}\\(`).test(text))
    .map(({ path }) => path)
    .toSorted();

test("workflows of cases are started at one place, new ones by three ways", () => {
  expect(calling("workflow.start")).toEqual(["engine/cases/start.ts"]);
  expect(calling("startCase")).toEqual([
    ...["engine/cases/create.ts", "engine/cases/start.ts"],
    ...["engine/effects/start.ts", "engine/inbound/hand-over.ts"],
  ]);
});

test("the release of a new case is chosen at one place, which each of these ways asks", () => {
  expect(calling("releaseFor")).toEqual([
    ...["engine/cases/new-case-release.ts", "engine/ramping/release-for.ts"],
  ]);
  expect(calling("releaseOfNewCase")).toEqual([
    ...["engine/cases/create.ts", "engine/cases/new-case-release.ts"],
    ...["engine/effects/start.ts", "engine/inbound/hand-over.ts"],
  ]);
});
