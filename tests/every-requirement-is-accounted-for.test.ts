import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const ROOT = new URL("../", import.meta.url);
const page = readFileSync(new URL("docs/requirements.md", ROOT), "utf8");

/** How many rows each of the reference documents has. */
const ROWS = { D: 9, H: 19, S: 27, Q: 9, M: 16, C: 12 };

/** `path/x.test.ts — "title"`, once or more. */
const PROOF = /(\S+\.(?:test|e2e)\.tsx?) — "([^"]+)"/g;

const rows = [...page.matchAll(/^\| ([A-Z]\d+) \| (.+?) \| (.+) \|$/gm)].map(
  ([, id = "", what = "", proof = ""]) => ({ id, what, proof }),
);

test("docs/requirements.md has one line for every row of the requirements", () => {
  const wanted = Object.entries(ROWS).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
  );
  expect(rows.map(({ id }) => id)).toEqual(wanted);
});

test("every row is open or names its proof", () => {
  const unclear = rows.filter(({ proof }) => proof !== "open" && proofsIn(proof).length === 0);
  expect(unclear).toEqual([]);
});

test("every test that a row names exists under that title", () => {
  const missing = rows.flatMap(({ id, proof }) =>
    proofsIn(proof)
      .filter(({ path, title }) => !hasTest(path, title))
      .map(({ path, title }) => `${id}: ${path} — "${title}"`),
  );
  expect(missing).toEqual([]);
});

function proofsIn(proof: string): { path: string; title: string }[] {
  return [...proof.matchAll(PROOF)].map(([, path = "", title = ""]) => ({ path, title }));
}

/** Whether the file has the title as a whole string, so that half a title is no proof. */
function hasTest(path: string, title: string): boolean {
  const file = new URL(path, ROOT);
  return existsSync(file) && readFileSync(file, "utf8").includes(`"${title}"`);
}
