import { format } from "prettier";
import { LINT_CODES } from "../engine/definition/lint/codes.js";
import { PUBLISHED_SCHEMAS } from "../engine/definition/schemas.js";

/** The pages of `docs/` that are made from the code: text by path below `docs/`. */
export async function generatedDocs(): Promise<{ readonly [path: string]: string }> {
  const schemas = Object.entries(PUBLISHED_SCHEMAS).map(
    async ([kind, schema]) =>
      [
        `schemas/${kind}.json`,
        await format(JSON.stringify(schema), { parser: "json", printWidth: 100 }),
      ] as const,
  );
  const codes = await format(lintCodesPage(), { parser: "markdown", printWidth: 100 });
  return { ...Object.fromEntries(await Promise.all(schemas)), "lint-codes.md": codes };
}

function lintCodesPage(): string {
  const rows = Object.entries(LINT_CODES).map(
    ([code, { severity, meaning }]) => `| ${code} | ${severity} | ${meaning.replace(/\.$/, "")} |`,
  );
  return [
    "# Lint codes",
    "",
    "What `casewright validate` and the publishing of a release can find. An error stops a release, a warning does not.",
    "W is flow, F forms, R rules and conditions, T templates, O organisation, A alerts, C calendars, D documents. Made from the code by",
    "`scripts/write-schemas.ts`.",
    "",
    "| code | severity | meaning |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
