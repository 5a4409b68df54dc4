import { join } from "node:path";
import { contentHash } from "../definition/canonical.js";
import { readReleaseFiles, SHIPPED_FOLDERS } from "../release-files.js";
import { documentRoutesOf } from "./document-routes.js";
import { type OpenApi, openApiOf } from "./openapi.js";
import { ROUTES } from "./routes/index.js";

/** Where a fresh installation listens. */
const DEFAULT_URL = "http://127.0.0.1:8080";

/** The API of a fresh installation: our routes and the document routes of the definitions we ship. */
export async function publishedApi(projectRoot: string): Promise<OpenApi> {
  const { body } = await readReleaseFiles(
    SHIPPED_FOLDERS.map((folder) => join(projectRoot, folder)),
  );
  if (!body) throw new Error("The shipped definitions cannot be read.");
  const { routes } = documentRoutesOf({ number: 1, hash: contentHash(body), body });
  return openApiOf([...ROUTES, ...routes], DEFAULT_URL);
}
