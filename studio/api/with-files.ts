import type { Call } from "./http.js";

/** Time for pictures to go out over a slow network, milliseconds. */
const UPLOAD_MS = 120_000;

/** What is sent as JSON, or with files as a form whose field of this name holds the JSON. */
export function withFiles(
  field: string,
  json: object,
  files: readonly File[],
): Pick<Call, "body" | "timeoutMs"> {
  if (files.length === 0) return { body: json };
  const body = new FormData();
  body.set(field, JSON.stringify(json));
  for (const file of files) body.append("files", file, file.name);
  return { body, timeoutMs: UPLOAD_MS };
}
