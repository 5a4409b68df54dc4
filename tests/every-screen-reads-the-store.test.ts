import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findProjectRoot } from "../engine/config.js";

const root = findProjectRoot();
const folders = ["engine", "workflows", "plugins", "rules", "templates", "studio"];
const sources = folders
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      join(folder, file),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));

/** After a restore both databases are compared, by an operator who waits for it. */
const reconciling = "engine/reconcile/";

test("no list of cases comes from Temporal, whose visibility lags and is not made for screens", () => {
  const asked = sources.filter((file) => !file.startsWith(reconciling));
  const asking = asked.filter((file) =>
    /\.workflow\.(list|count)\(|listWorkflowExecutions/.test(
      readFileSync(join(root, file), "utf8"),
    ),
  );
  expect(sources.length).toBeGreaterThan(200);
  expect(asking).toEqual([]);
});
