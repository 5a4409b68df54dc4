import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseScenario } from "../../engine/definition/parse.js";
import type { Scenario } from "../../engine/definition/scenario.js";

/** A scenario with the name of its file, without folder and ending. */
export type ScenarioFile = { readonly name: string; readonly scenario: Scenario };

const root = new URL("../../", import.meta.url);

/** Every scenario beside a workflow below this folder. @throws Error when one is none */
export function scenariosBelow(folder: string): readonly ScenarioFile[] {
  const base = new URL(folder, root);
  return readdirSync(base, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)scenarios\/[^/]+\.yaml$/.test(file))
    .toSorted()
    .map((file) => {
      const parsed = parseScenario(parse(readFileSync(new URL(file, base), "utf8")));
      if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.findings)}`);
      return { name: file.replace(/^.*\//, "").replace(/\.yaml$/, ""), scenario: parsed.value };
    });
}
