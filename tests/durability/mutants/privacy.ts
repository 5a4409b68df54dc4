import type { Mutant } from "./mutant.js";

const keys = "engine/privacy/payload-codec.test.ts";
const leaving = "templates/render.test.ts";

/** Breaks of what leaves the clinic, and of keys: that they are rewrapped, destroyed, and open one place alone. */
export const PRIVACY: readonly Mutant[] = [
  {
    name: "P4: a template with clinical data is published",
    file: "templates/lint.ts",
    find: 'variable(known, use.path)?.phi === "clinical"',
    replace: "variable(known, use.path) === null",
    test: "templates/lint.test.ts",
    title: "T005",
    project: "pure",
  },
  {
    name: "P4: a template that was put past the check is sent",
    file: "templates/render.ts",
    find: 'if (known[path]?.phi === "clinical")',
    replace: 'if (known[path]?.phi === "clinical" && path === "")',
    test: leaving,
    title: "for clinical data by",
    project: "pure",
  },
  {
    name: "P5: what was sealed opens in another row",
    file: "engine/store/sealing/envelope.ts",
    find: "[owner, collection, id, member]",
    replace: "[owner, collection, member]",
    test: "engine/store/sealing/sealing.test.ts",
    title: "does not open when it was moved",
  },
  {
    name: "P5: a rotation ends after its first keys",
    file: "engine/privacy/rotate.ts",
    find: "    rewrapped += batch.length;",
    replace: "    rewrapped += batch.length;\n    if (rewrapped > 0) return rewrapped;",
    test: keys,
    title: "rewraps the keys of all cases",
  },
  {
    name: "P5: a rotation brings a destroyed key back",
    file: "engine/store/case-keys.ts",
    find: "filter: { _id, wrappedBy: from, wrapped: operator({ $ne: null }) },",
    replace: "filter: { _id, wrappedBy: from },",
    test: keys,
    title: "wins against a rotation",
  },
];
