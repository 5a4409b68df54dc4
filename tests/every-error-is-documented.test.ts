import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ERRORS } from "../engine/protocol/errors.js";

const page = readFileSync(new URL("../docs/errors.md", import.meta.url), "utf8");

/** Code, status and whether to repeat, as each section of the page begins. */
const sections = [...page.matchAll(/^## (\w+)\n+Status (\d{3})\. Repeat: (yes|no)\b/gm)].map(
  ([, code, status, repeat]) => ({ code, status: Number(status), retryable: repeat === "yes" }),
);

test("docs/errors.md describes every error of the catalogue, and no other", () => {
  const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings.toSorted()).toEqual(Object.keys(ERRORS).toSorted());
});

test("docs/errors.md tells the status of each error and whether to repeat, as the API does", () => {
  const catalogue = Object.entries(ERRORS).map(([code, { status, retryable }]) => ({
    code,
    status,
    retryable,
  }));
  expect(sections.toSorted(byCode)).toEqual(catalogue.toSorted(byCode));
});

function byCode(a: { code?: string | undefined }, b: { code?: string | undefined }): number {
  return (a.code ?? "").localeCompare(b.code ?? "");
}
