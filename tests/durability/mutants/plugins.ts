import type { Mutant } from "./mutant.js";

const ONE = { test: "tests/effects-from-plugins.test.ts" } as const;
const DEATHS = { test: "tests/durability/plugin-effects.test.ts" } as const;

/** Breaks of what is promised about what plugins do (ADR 38). */
export const PLUGINS: readonly Mutant[] = [
  {
    name: "plugins: each try has a key of its own",
    file: "engine/effects/call-plugin.ts",
    find: "await performed(known, effect)",
    replace: "await performed(known, { ...effect, id: `${effect.id}.${String(tools.now())}` })",
    ...DEATHS,
    title: "whatever place its worker is killed at",
  },
  {
    name: "plugins: what is recorded is done again",
    file: "engine/store/outside-calls.ts",
    find: "const free = { _id, isOver: false, heldUntil",
    replace: "const free = { _id, heldUntil",
    ...ONE,
    title: "never after its answer is recorded",
  },
  {
    name: "plugins: what a worker that died had claimed is done by nobody",
    file: "engine/store/outside-calls.ts",
    find: "heldUntil: operator({ $lte: at })",
    replace: "heldUntil: operator({ $lte: new Date(0) })",
    ...ONE,
    title: "by whoever follows a worker that died",
  },
  {
    name: "plugins: nobody waits for whoever is at it",
    file: "engine/store/outside-calls.ts",
    find: "if (taken.modifiedCount === 1)",
    replace: "if (taken.acknowledged)",
    ...ONE,
    title: "once by twenty workers at once",
  },
  {
    name: "plugins: what is not declared is read too",
    file: "engine/effects/agreed-answer.ts",
    find: "Object.hasOwn(agreed.properties, field)",
    replace: "field !== agreed.title",
    ...ONE,
    title: "by a plugin that tells more than it promises",
  },
  {
    name: "plugins: one that never ends is waited for",
    file: "engine/effects/call-plugin.ts",
    find: "await within(withinMs, (signal)",
    replace: "await within(withinMs * 1e6, (signal)",
    ...ONE,
    title: "is over when its time is",
  },
  {
    name: "plugins: one that refuses is asked again",
    file: "engine/effects/call-plugin.ts",
    find: 'return failed("refused");',
    replace: 'return { status: "later", waitMs: 0, why: "busy" };',
    ...ONE,
    title: "by a plugin that refuses",
  },
];
