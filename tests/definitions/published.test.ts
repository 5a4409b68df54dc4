import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { generatedDocs } from "../../scripts/generated-docs.js";

it("the published schemas and lint codes are those of the code (npx tsx scripts/write-schemas.ts writes them)", async () => {
  for (const [path, text] of Object.entries(await generatedDocs())) {
    const published = readFileSync(new URL(`../../docs/${path}`, import.meta.url), "utf8");
    expect(published, path).toBe(text);
  }
});
