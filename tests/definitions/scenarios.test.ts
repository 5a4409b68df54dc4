import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseRelease, parseScenario } from "../../engine/definition/parse.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { runScenario } from "../../engine/simulate/scenario-run.js";
import { goodRelease } from "./corpus.js";

const root = new URL("../../", import.meta.url);
const folders = ["workflows/definitions/", "tests/support/lost-property/"];
const scenarios = folders.flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)scenarios\/[^/]+\.yaml$/.test(file))
    .map((file) => `${folder}${file}`),
);

let release: ReleaseBody;
beforeAll(async () => {
  const parsed = parseRelease(await goodRelease());
  if (parsed.ok) release = parsed.value;
});

describe("a scenario beside a workflow still comes out as it is written", () => {
  it.each(scenarios)("%s", (file) => {
    const parsed = parseScenario(parse(readFileSync(new URL(file, root), "utf8")));
    expect(parsed.ok ? [] : parsed.findings).toEqual([]);
    if (!parsed.ok) return;
    const run = runScenario(parsed.value, release);
    expect(run?.stuck).toBeUndefined();
    for (const { step, expected, seen } of run?.results ?? [])
      expect({ step, ...seen }).toEqual({ step, ...expected });
  });

  it("and every workflow has one", () => {
    const told = scenarios.map((file) => file.split("/scenarios/")[0]?.split("/").at(-1));
    expect(new Set(told)).toEqual(new Set(release.workflows.map(({ id }) => id)));
  });
});
