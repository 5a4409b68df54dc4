import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { apiDocs } from "./api-docs.js";

// Writes docs/api/: the Postman collection of a fresh installation.
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "docs", "api");
mkdirSync(folder, { recursive: true });
for (const [file, text] of Object.entries(await apiDocs(root)))
  writeFileSync(join(folder, file), text);
