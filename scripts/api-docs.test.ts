import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { PostmanCollection } from "../engine/api/postman.js";
import { publishedApi } from "../engine/api/published-api.js";
import { apiDocs } from "./api-docs.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => readFileSync(join(root, "docs", "api", file), "utf8");

test("docs/api says what the routes say; `npx tsx scripts/write-postman.ts` writes it", async () => {
  const docs = await apiDocs(root);
  for (const [file, text] of Object.entries(docs)) expect(read(file), file).toBe(text);
});

test("the Postman collection signs in first and holds every operation of the API", async () => {
  const collection = JSON.parse(read("casewright.postman_collection.json")) as PostmanCollection;
  const { paths } = await publishedApi(root);
  const requests = collection.item.flatMap(({ item }) => item);
  const operations = Object.values(paths).flatMap((methods) => Object.keys(methods));
  expect(requests.length).toBe(operations.length);
  const signIn = requests.find(({ event }) => event !== undefined);
  expect(JSON.stringify(signIn)).toContain("{{password}}");
  const ticket = requests.find(({ name }) => name === "Open a ticket");
  expect(JSON.stringify(ticket)).toContain("description");
});
