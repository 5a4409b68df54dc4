import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const DOCS = new URL("../docs/", import.meta.url);

const pages = readdirSync(DOCS, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".md"))
  .map((path) => ({ path, text: readFileSync(new URL(path, DOCS), "utf8") }));

test("every link between our documents leads somewhere", () => {
  const broken = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !existsSync(new URL(target, new URL(path, DOCS))))
      .map((target) => `${path} → ${target}`),
  );
  expect(broken).toEqual([]);
});

test("every decision is listed, is numbered in order, and fits one screen", () => {
  const decisions = pages.filter(({ path }) => /^adr\/\d{4}-/.test(path)).toSorted(byPath);
  const list = pages.find(({ path }) => path === "adr/README.md")?.text ?? "";
  const listed = [...list.matchAll(/^\d+\. \[(.+)\]\((\d{4}-.+\.md)\)$/gm)];
  expect(decisions.map(({ path }) => path)).toEqual(
    listed.map(([, , file]) => `adr/${file ?? ""}`),
  );
  expect(decisions.map(({ text }) => text.split("\n")[0])).toEqual(
    listed.map(([, title], place) => `# ${place + 1}. ${title ?? ""}`),
  );
  expect(decisions.filter(({ text }) => text.split("\n").length > 50)).toEqual([]);
});

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path.localeCompare(b.path);
}
