import { format } from "prettier";
import { postmanOf } from "../engine/api/postman.js";
import { publishedApi } from "../engine/api/published-api.js";

/** The files of `docs/api/` that are made from the routes: text by name. */
export async function apiDocs(projectRoot: string): Promise<{ readonly [file: string]: string }> {
  const api = await publishedApi(projectRoot);
  const pretty = (value: unknown) =>
    format(JSON.stringify(value), { parser: "json", printWidth: 100 });
  return {
    "casewright.postman_collection.json": await pretty(postmanOf(api)),
  };
}
