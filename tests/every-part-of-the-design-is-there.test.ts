import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";

const ROOT = new URL("../", import.meta.url);

const FOLDERS = ["engine", "workflows", "plugins", "studio", "rules", "templates"];
const FILES = ["docker-compose.yml", "package.json", "tsconfig.json", "README.md"];

/** Libraries the owner fixed. */
const LIBRARIES = [
  "koa",
  "@koa/router",
  "@temporalio/client",
  "@temporalio/worker",
  "@temporalio/workflow",
  "json-rules-engine",
  "mongoose",
  "ajv",
  "ws",
  "africastalking",
  "@sendgrid/mail",
  "handlebars",
  "react",
  "@xyflow/react",
  "typescript",
  "vitest",
];

test.each(FOLDERS)("the folder %s is at the top", (name) => {
  expect(statSync(new URL(name, ROOT)).isDirectory()).toBe(true);
});

test.each(FILES)("the file %s is at the top", (name) => {
  expect(statSync(new URL(name, ROOT)).isFile()).toBe(true);
});

test("the libraries of the design card are the ones in use, at exact versions", () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(new URL("package.json", ROOT), "utf8"),
  ) as Record<"dependencies" | "devDependencies", Record<string, string>>;
  const used = { ...dependencies, ...devDependencies };
  expect(LIBRARIES.filter((name) => !/^\d+\.\d+\.\d+$/.test(used[name] ?? ""))).toEqual([]);
});
