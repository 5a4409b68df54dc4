import { closeSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LONGEST_LOG_BYTES, openLog } from "./running-server.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "casewright-log-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function life(file: string, says: string): void {
  const log = openLog(file);
  writeFileSync(log, says);
  closeSync(log);
}

test("a log keeps what earlier lives said", () => {
  const file = join(folder, "logs", "api.log");
  life(file, "one\n");
  life(file, "two\n");
  expect(readFileSync(file, "utf8")).toBe("one\ntwo\n");
  expect(existsSync(`${file}.1`)).toBe(false);
});

test("a log that has grown too long is put aside, and only one is kept so", () => {
  const file = join(folder, "api.log");
  for (const says of ["a", "b", "c"]) life(file, says.repeat(LONGEST_LOG_BYTES + 1));
  life(file, "now\n");
  expect(readFileSync(file, "utf8")).toBe("now\n");
  expect(readFileSync(`${file}.1`, "utf8")[0]).toBe("c");
});
