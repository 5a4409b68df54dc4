import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generatedDocs } from "./generated-docs.js";

// Writes the pages of `docs/` that are made from the code: the JSON Schemas and the lint codes.
const docs = fileURLToPath(new URL("../docs/", import.meta.url));
for (const [path, text] of Object.entries(await generatedDocs())) {
  mkdirSync(dirname(join(docs, path)), { recursive: true });
  writeFileSync(join(docs, path), text);
}
