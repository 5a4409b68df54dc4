import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { expect, it } from "vitest";
import type { RuleSet } from "../../../engine/definition/rule-set.js";
import { runRuleTests } from "../../rule-tests.js";
it("x", () => {
  const rs = parse(readFileSync(new URL("ruleset.yaml", import.meta.url), "utf8")) as RuleSet;
  expect(runRuleTests(rs)).toEqual([]);
});
