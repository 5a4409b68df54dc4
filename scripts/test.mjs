// npm test [paths and options of vitest]: installs what is missing; servers are found, fetched or built by the tests.
// The last line says how many passed and failed. With --summary only that line of the last run is said again.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkNode, ensureInstalled, root, tool } from "./installed.mjs";

const folder = join(root, "node_modules/.cache/casewright");
const reportFile = join(folder, "test-report.json");

const args = process.argv.slice(2);
const status = args[0] === "--summary" ? 0 : runTests();
process.exit(summarise() ? status : 1);

function runTests() {
  checkNode();
  ensureInstalled();
  mkdirSync(folder, { recursive: true });
  rmSync(reportFile, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const vitest = ["run", ...reporters, ...args];
  return spawnSync(tool("vitest"), vitest, { cwd: root, stdio: "inherit" }).status ?? 1;
}

/** Whether there was a report, with at least one test, and no failure in it. */
function summarise() {
  if (!existsSync(reportFile)) {
    console.log("The tests ended without a report\n0 passed, 1 failed");
    return false;
  }
  const report = JSON.parse(readFileSync(reportFile, "utf8"));
  const { numPassedTests: passed, numFailedTests, numTotalTests, testResults } = report;
  // A file that cannot be loaded fails without any test of its own.
  const broken = testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const failed = numFailedTests + broken.length;
  const left = numTotalTests - passed - numFailedTests;
  if (left > 0) console.log(`${left} not run`);
  console.log(`${passed} passed, ${failed} failed`);
  return passed > 0 && failed === 0;
}
