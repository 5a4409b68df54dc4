import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../engine/definition/finding.js";
import { LINT_CODES } from "../../engine/definition/lint/codes.js";
import { parseRelease } from "../../engine/definition/parse.js";
import { readReleaseFiles } from "../../engine/release-files.js";
import { lintRelease } from "../../engine/release-lint.js";
import { CONTRIBUTED, ENTRANCES, goodRelease, readCorpus, spoiled } from "./corpus.js";

const corpus = readCorpus();
const severities: { readonly [code: string]: { readonly severity: string } } = LINT_CODES;
let good: { [key: string]: unknown };
let costOfGood: number;
beforeAll(async () => {
  good = await goodRelease();
  const begin = process.cpuUsage();
  check(good);
  costOfGood = cpuSince(begin);
});

/** CPU microseconds of this process. */
function cpuSince(begin: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begin);
  return user + system;
}

/** Most times the CPU of a good release that a refusal may take: a publisher waits for it, and so does everybody else. */
const MOST_COSTLY = 20;

describe("a bad definition is found where it is bad", () => {
  for (const bad of corpus)
    if ("in" in bad)
      it(`${bad.code}: ${bad.name}`, () => {
        const { release, path } = spoiled(good, bad);
        const begin = process.cpuUsage();
        const findings = check(release);
        expect(cpuSince(begin)).toBeLessThan(MOST_COSTLY * costOfGood);
        const [found] = findings.filter((one) => one.code === bad.code && one.path === path);
        expect(found, JSON.stringify(findings, null, 1)).toBeDefined();
        expect(found?.message).toMatch(/^[^\s].*\.$/s);
        if (severities[bad.code]?.severity === "error")
          expect(findings.some(({ severity }) => severity === "error")).toBe(true);
      });
    else
      it(`${bad.code}: ${bad.name}`, async () => {
        const folder = await mkdtemp(join(tmpdir(), "casewright-"));
        for (const [file, text] of Object.entries(bad.files))
          await writeFile(join(folder, file), text);
        const { body, findings } = await readReleaseFiles([folder]);
        await rm(folder, { recursive: true });
        const places = findings.map(({ code, file, line, column }) => {
          const name = file.slice(folder.length + 1);
          return `${code} ${name}:${String(line)}:${String(column)}`;
        });
        expect(places).toContain(`${bad.code} ${bad.at}`);
        expect(body).toBeUndefined();
      });
});

describe("the corpus", () => {
  it("starts from a release without a single error or warning", () => {
    expect(check(good).filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  it("has an entry for every code of the catalogue", () => {
    const covered = new Set(corpus.map(({ code }) => code));
    expect(Object.keys(LINT_CODES).filter((code) => !covered.has(code))).toEqual([]);
  });

  it("names only codes of the catalogue", () => {
    expect(corpus.filter(({ code }) => severities[code] === undefined)).toEqual([]);
  });
});

function check(release: unknown): readonly Finding[] {
  const parsed = parseRelease(release);
  return parsed.ok ? lintRelease(parsed.value, CONTRIBUTED, ENTRANCES) : parsed.findings;
}
