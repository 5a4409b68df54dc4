import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { type Contributions, NOTHING_CONTRIBUTED } from "../../engine/definition/contributions.js";
import type { Entrances } from "../../engine/definition/lint/index.js";
import { readReleaseFiles, SHIPPED_FOLDERS } from "../../engine/release-files.js";

/**
 * One bad definition: a small change to the good release (what we ship, with lost property laid over it).
 * `in` says which definition the pointers of `put`, `remove`, `copy` and `path` go into; `at` is a pointer into the release.
 */
export type BadDefinition = {
  readonly name: string;
  readonly in: string;
  readonly put?: { readonly [pointer: string]: unknown };
  readonly remove?: readonly string[];
  readonly copy?: { readonly [from: string]: string };
  readonly code: string;
  readonly path?: string;
  readonly at?: string;
};

/** One folder of bad files; `at` is file:line:column. */
export type BadFiles = {
  readonly name: string;
  readonly files: { readonly [file: string]: string };
  readonly code: string;
  readonly at: string;
};

/** What a plugin brings to the definitions of the corpus. */
export const CONTRIBUTED: Contributions = {
  ...NOTHING_CONTRIBUTED,
  effects: {
    "made.print": {
      words: "print a label",
      description: "Made up",
      takes: {
        ...{ type: "object", required: ["copies"], additionalProperties: false },
        properties: {
          copies: { type: "integer", title: "Copies", minimum: 1 },
          line: { type: "string", title: "Line", "x-phi": "none" },
        },
      },
      withinMs: 100,
    },
  },
};

/** What messages come in by at the installation that the corpus is checked for. */
export const ENTRANCES: Entrances = new Map([
  ["sms", "sms"],
  ["email", "email"],
  ["web-chat", "chat"],
]);

type Tree = { [key: string]: unknown };

/** Everything in `corpus/`, in the order of its files. */
export function readCorpus(): readonly (BadDefinition | BadFiles)[] {
  const folder = new URL("corpus/", import.meta.url);
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => parse(readFileSync(new URL(file, folder), "utf8")) as BadDefinition[]);
}

/** Folders of the release that the corpus and the mutations start from. */
export const GOOD_FOLDERS: readonly string[] = [
  ...SHIPPED_FOLDERS,
  "tests/support/lost-property",
].map((folder) => fileURLToPath(new URL(`../../${folder}`, import.meta.url)));

/** The good release as plain content. @throws Error when it is not good */
export async function goodRelease(): Promise<Tree> {
  const { body, findings } = await readReleaseFiles(GOOD_FOLDERS);
  if (!body) throw new Error(JSON.stringify(findings));
  return body;
}

/** A copy of the good release with the change of one entry made, and the pointer at which its finding must stand. */
export function spoiled(good: Tree, bad: BadDefinition): { release: Tree; path: string } {
  const release = structuredClone(good);
  const base = baseOf(release, bad.in);
  for (const [from, to] of Object.entries(bad.copy ?? {}))
    put(release, base + to, structuredClone(read(release, base + from)));
  for (const [path, value] of Object.entries(bad.put ?? {}))
    put(release, base + path, expanded(value));
  for (const path of bad.remove ?? []) remove(release, base + path);
  return { release, path: bad.at ?? `${base}${bad.path ?? ""}` };
}

const LISTS: { readonly [kind: string]: string } = {
  workflow: "workflows",
  ruleset: "ruleSets",
  template: "templates",
  calendar: "calendars",
};

function baseOf(release: Tree, where: string): string {
  const [kind = "", id] = where.split("/");
  if (kind === "release") return "";
  if (kind === "organisation") return "/organisation";
  const list = LISTS[kind] ?? "";
  const place = (release[list] as { id: string }[]).findIndex((one) => one.id === id);
  if (place < 0) throw new Error(`There is no ${where} in the good release`);
  return `/${list}/${String(place)}`;
}

/** Values that YAML cannot write shortly: long texts, many members, deep conditions, repetitions. */
function expanded(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(expanded);
  const { $text, $members, $levels, $times } = value as { readonly [key: string]: number };
  if ($text !== undefined) return "x".repeat($text);
  if ($members !== undefined)
    return Object.fromEntries(Array.from({ length: $members }, (_, n) => [`m${String(n)}`, n]));
  if ($levels !== undefined) return nots($levels);
  if ($times !== undefined)
    return Array.from({ length: $times }, () => (value as { value: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, expanded(part)]));
}

function nots(levels: number): unknown {
  const leaf = { fact: "case.queue", operator: "equal", value: "triage" };
  return levels === 0 ? leaf : { not: nots(levels - 1) };
}

function put(tree: Tree, path: string, value: unknown): void {
  const [parent, key] = parentOf(tree, path);
  const name = key === "-" ? String((parent as unknown as unknown[]).length) : key;
  Object.defineProperty(parent, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

function remove(tree: Tree, path: string): void {
  const [parent, key] = parentOf(tree, path);
  if (!Object.hasOwn(parent, key)) throw new Error(`There is nothing at ${path}`);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
}

function parentOf(tree: Tree, path: string): [Tree, string] {
  const keys = path.split("/").slice(1);
  const key = keys.pop() ?? "";
  let at: unknown = tree;
  for (const [place, one] of keys.entries()) {
    const parent = at as Tree;
    if (!Object.hasOwn(parent, one)) {
      const near = keys.slice(0, place).join("/");
      if (near === "" || place < keys.length - 1) throw new Error(`There is no ${path}`);
      parent[one] = {};
    }
    at = parent[one];
  }
  return [at as Tree, key];
}

function read(tree: Tree, path: string): unknown {
  const [parent, key] = parentOf(tree, path);
  if (!Object.hasOwn(parent, key)) throw new Error(`There is nothing at ${path}`);
  return parent[key];
}
