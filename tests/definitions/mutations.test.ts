import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { hasErrors } from "../../engine/definition/lint/codes.js";
import { parseRelease } from "../../engine/definition/parse.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { CURRENT_INTERPRETER, interpreter, slim } from "../../engine/interpreter/index.js";
import { lintRelease } from "../../engine/release-lint.js";
import { goodRelease } from "./corpus.js";

type Tree = { [key: string]: unknown };
type Mutation = { readonly where: number; readonly how: number; readonly what: unknown };

let good: Tree;
beforeAll(async () => {
  good = await goodRelease();
});

/** Enough to hit every part of the good release several times. */
const RUNS = 500;

/** A run takes some 20 ms; ten times that on a machine busy with other tests. */
const TIME_LIMIT_MS = 120_000;

/** Things that have broken parsers of other people. */
const nasty = fc.oneof(
  fc.constantFrom<unknown>("__proto__", "constructor", "prototype", "toString", "valueOf", "", "*"),
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, NaN, [], {}, [[]], [null], "PT0S", "case.id"),
  fc.constantFrom<unknown>(
    { all: [] },
    { not: {} },
    { from: "input.x" },
    { list: "x" },
    { $ref: "#" },
  ),
  fc.string({ maxLength: 20, unit: "binary" }),
  fc.jsonValue({ maxDepth: 3 }),
);
const mutation: fc.Arbitrary<Mutation> = fc.record({
  where: fc.nat(),
  how: fc.nat(4),
  what: nasty,
});

it(
  "parse and lint answer every mutation of good definitions without throwing",
  { timeout: TIME_LIMIT_MS },
  () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const release = structuredClone(good);
        for (const one of mutations) mutate(release, one);
        const parsed = parseRelease(release);
        const findings = parsed.ok ? lintRelease(parsed.value) : parsed.findings;
        if (!parsed.ok) expect(findings.length).toBeGreaterThan(0);
        for (const { message, path } of findings) {
          expect(message).not.toBe("");
          expect(path === "" || path.startsWith("/")).toBe(true);
        }
        if (parsed.ok && !hasErrors(findings)) begin(parsed.value);
      }),
      { numRuns: RUNS },
    );
  },
);

it(
  "what is refused for its shape can always be explained in words of ours",
  { timeout: TIME_LIMIT_MS },
  () => {
    fc.assert(
      fc.property(mutation, (one) => {
        const release = structuredClone(good);
        mutate(release, one);
        const parsed = parseRelease(release);
        const fixes = parsed.ok ? [] : parsed.findings.filter(({ code }) => code === "schema");
        for (const { fix } of fixes) expect(fix ?? "").not.toBe("");
      }),
      { numRuns: RUNS },
    );
  },
);

/** A release without errors can open a case of each of its workflows. */
function begin({ workflows }: ReleaseBody): void {
  for (const workflow of workflows) {
    const outcome = interpreter(CURRENT_INTERPRETER).advance(slim(workflow), null, {
      type: "created",
      id: "T-1",
      at: 0,
      actor: { id: "somebody", roles: [] },
      data: {},
      contact: null,
      message: null,
    });
    expect(workflow.states[outcome.state.state]?.final).toBeUndefined();
  }
}

/** Changes one place of a tree: replaces it, removes it, moves it under another name, or puts a copy of another part there. */
function mutate(tree: Tree, { where, how, what }: Mutation): void {
  const places = placesOf(tree);
  const [parent, key] = places[where % places.length] ?? [tree, "workflows"];
  const [donor, donorKey] = places[(where * 31 + 7) % places.length] ?? [tree, "workflows"];
  switch (how) {
    case 0:
      return define(parent, key, what);
    case 1:
      Reflect.deleteProperty(parent, key);
      return;
    case 2:
      define(parent, typeof what === "string" ? what : "renamed", parent[key]);
      Reflect.deleteProperty(parent, key);
      return;
    default:
      return define(parent, key, structuredClone(donor[donorKey]));
  }
}

function placesOf(tree: Tree): readonly (readonly [Tree, string])[] {
  return Object.entries(tree).flatMap(([key, part]) => [
    [tree, key] as const,
    ...(typeof part === "object" && part !== null ? placesOf(part as Tree) : []),
  ]);
}

function define(parent: Tree, key: string, value: unknown): void {
  if (Array.isArray(parent) && key === "length") return;
  const options = { enumerable: true, writable: true, configurable: true };
  Object.defineProperty(parent, key, { value, ...options });
}
