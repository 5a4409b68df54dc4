import { createRequire } from "node:module";
import { Engine } from "json-rules-engine";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Condition } from "../engine/definition/conditions/condition.js";
import { parseDefinition } from "../engine/definition/parse.js";
import { compileRuleSet } from "./compile.js";
import { decideRuleSet } from "./decide.js";
import { ruleOf, ruleSetOf } from "./testing/random-rules.js";

const MARKER = "rulePathRan";
const CODE = `globalThis.${MARKER}=true;0`;

/** Paths of the kind in jsonpath-plus's own security regressions; the first four run code in the version we carry. */
const PAYLOADS = [
  `$..[?(@.constructor[( @.getPrototypeOf(@).constructor('${CODE}')() )])]`,
  `$..[?(@.constructor[( @.getPrototypeOf(@).constructor.call(0,'${CODE}')() )])]`,
  `$..[?(@.constructor[( @.getPrototypeOf(@).constructor.apply(0,['${CODE}'])() )])]`,
  `$..[?(@.constructor[( @.getPrototypeOf(@).constructor.bind(0)('${CODE}')() )])]`,
  `$..[?(p="${CODE}";a=''[['constructor']][['constructor']](p);a())]`,
  `$[?(var _$_root=[].constructor.constructor("${CODE}");@root())]`,
];

const FACTS = { x: { y: 1 }, case: { priority: "High" } };

type JsonPath = { JSONPath: (...input: unknown[]) => unknown };

/** The very copy of jsonpath-plus that json-rules-engine calls. */
const jsonPath = createRequire(createRequire(import.meta.url).resolve("json-rules-engine"))(
  "jsonpath-plus",
) as JsonPath;
const reached = vi.spyOn(jsonPath, "JSONPath");

beforeEach(() => {
  reached.mockClear();
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, MARKER);
});

describe.each(PAYLOADS)("a path with code in it: %s", (path) => {
  test("does nothing as the path of a condition", async () => {
    await decideWith({ fact: path, operator: "isPresent" });
  });

  test("does nothing as the path of a value", async () => {
    const value = { fact: "facts", path } as unknown as string;
    await decideWith({ fact: "case.priority", operator: "equal", value });
  });

  test("is refused by the schema", () => {
    const when = { fact: path, operator: "isPresent" as const };
    const checked = parseDefinition("ruleset", ruleSetOf({ rules: [ruleOf("r", when)] }));
    expect(checked.ok).toBe(false);
  });
});

test("an ordinary path never reaches jsonpath-plus", async () => {
  await decideWith({ fact: "case.priority", operator: "equal", value: "Low" });
});

test.each(PAYLOADS.slice(0, 4))("without the guard, this path runs code: %s", async (path) => {
  const conditions = { all: [{ fact: "facts", path, operator: "equal", value: 1 }] };
  const bare = new Engine([{ conditions, event: { type: "matched" } }]);
  await bare.run({ facts: FACTS }).catch(() => undefined);
  expect(reached).toHaveBeenCalled();
  expect(globalThis).toHaveProperty(MARKER, true);
});

async function decideWith(when: Condition): Promise<void> {
  const decision = await decideRuleSet(
    compileRuleSet(ruleSetOf({ rules: [ruleOf("r", when)] })),
    FACTS,
  );
  expect(decision).toMatchObject({ rule: "otherwise", failedRules: [] });
  expect(reached).not.toHaveBeenCalled();
  expect(globalThis).not.toHaveProperty(MARKER);
}
