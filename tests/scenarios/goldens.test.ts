import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { parseRelease } from "../../engine/definition/parse.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Scenario } from "../../engine/definition/scenario.js";
import { applyPatch, type CaseState, type Turn } from "../../engine/interpreter/index.js";
import { runScenario } from "../../engine/simulate/scenario-run.js";
import { goodRelease } from "../definitions/corpus.js";
import { asked, specInShort } from "../support/story.js";
import { scenariosBelow } from "./scenario-files.js";

const files = [
  ...scenariosBelow("workflows/definitions/"),
  ...scenariosBelow("tests/support/lost-property/"),
];

let release: ReleaseBody;
beforeAll(async () => {
  const parsed = parseRelease(await goodRelease());
  if (!parsed.ok) throw new Error("the shipped definitions do not load");
  release = parsed.value;
});

const turnsOf = (scenario: Scenario): readonly Turn[] =>
  runScenario(scenario, release)?.results.map(({ turn }) => turn) ?? [];

/**
 * A scenario says what its author looks at. Its golden holds everything: each event with the whole change it made, and the
 * case at the end. `UPDATE_GOLDENS=1 npx vitest run tests/scenarios` writes them anew; read the difference before you commit.
 */
describe("everything a scenario does is what it did when its golden was written", () => {
  test.each(files)("$scenario.workflow: $name", ({ name, scenario }) => {
    const folder = new URL(`goldens/${scenario.workflow}/`, import.meta.url);
    const file = new URL(`${name}.yaml`, folder);
    const golden = goldenOf(scenario, turnsOf(scenario));
    if (process.env["UPDATE_GOLDENS"] === "1") {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, stringify(golden, { lineWidth: 110 }));
    }
    expect(existsSync(file), "no golden yet: run with UPDATE_GOLDENS=1").toBe(true);
    expect(golden).toEqual(parse(readFileSync(file, "utf8")));
  });
});

describe("the scenarios of a workflow", () => {
  test.each(["ticket", "lost-property"])(
    "%s take every transition and come to every state",
    (id) => {
      const workflow = release.workflows.find((one) => one.id === id);
      const told = files.filter(({ scenario }) => scenario.workflow === id);
      const turns = told.flatMap(({ scenario }) => turnsOf(scenario));
      const taken = new Set(turns.map(({ transition }) => transition));
      const states = new Set(turns.map(({ patch }) => patch["state"]));
      expect(Object.keys(workflow?.transitions ?? {}).filter((one) => !taken.has(one))).toEqual([]);
      expect(Object.keys(workflow?.states ?? {}).filter((one) => !states.has(one))).toEqual([]);
    },
  );

  test.each(["ticket", "lost-property"])(
    "%s do everything that the workflow asks for and let every clock run out",
    (id) => {
      const workflow = release.workflows.find((one) => one.id === id);
      const told = files.filter(({ scenario }) => scenario.workflow === id);
      const turns = told.flatMap(({ scenario }) => turnsOf(scenario));
      const sent = new Set(turns.flatMap(asked));
      const effects = [
        ...(workflow?.onCreate ?? []),
        ...Object.values(workflow?.states ?? {}).flatMap(({ onEnter }) => onEnter ?? []),
        ...Object.values(workflow?.transitions ?? {}).flatMap(({ then }) => then ?? []),
      ].map(specInShort);
      expect(effects.filter((effect) => !sent.has(effect))).toEqual([]);
      const due = new Set(
        turns.flatMap(({ event }) => (event.type === "clock_due" ? [event.clock] : [])),
      );
      expect(Object.keys(workflow?.clocks ?? {}).filter((clock) => !due.has(clock))).toEqual([]);
    },
  );
});

/** A golden as people read it: instants as ISO 8601, effects in short. */
function goldenOf(scenario: Scenario, turns: readonly Turn[]): unknown {
  const end = turns.reduce<CaseState | null>((state, { patch }) => applyPatch(state, patch), null);
  return JSON.parse(
    JSON.stringify({
      description: scenario.name,
      turns: turns.map((turn) => ({
        turn: turn.turn,
        event: dated({ ...turn.event }),
        ...(turn.note === undefined ? { transition: turn.transition } : { nothing: turn.note }),
        changes: turn.turn === 1 ? "everything" : dated(without(turn.patch)),
        effects: asked(turn),
      })),
      end: dated({ ...end }),
    }),
  ) as unknown;
}

/** What a turn always changes says nothing. */
function without({ turn: _turn, updatedAt: _at, ...rest }: Turn["patch"]): Turn["patch"] {
  return rest;
}

/** Instants in words, wherever they stand. */
function dated(part: unknown, key = ""): unknown {
  if (typeof part === "number" && /^at$|At$/.test(key) && part > 1e9)
    return new Date(part).toISOString();
  if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, dated(one, name)]));
}
