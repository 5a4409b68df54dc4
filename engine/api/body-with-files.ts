import type { IncomingMessage } from "node:http";
import { ChannelInputError, type FileIn } from "../channels/contract.js";
import { MAX_FILES, MAX_TOTAL_BYTES } from "../channels/file-limits.js";
import { isMultipart, readMultipart } from "../channels/multipart.js";
import { CasewrightError } from "../protocol/errors.js";
import { bodyBytes } from "./http/body-bytes.js";
import { REQUEST_LIMITS } from "./json-body.js";

/** The field of a `multipart/form-data` body that holds the JSON. Its other parts are files. */
export const JSON_FIELD = "request";

/** JSON with files beside it. */
export type BodyWithFiles = { readonly json: Uint8Array; readonly files: readonly FileIn[] };

/** All files that are kept, the JSON, and what stands between the parts. */
const MAX_BYTES = MAX_TOTAL_BYTES + 2 * REQUEST_LIMITS.bytes;

/** The JSON, the files, and some too many, which are refused by name. */
const MAX_PARTS = MAX_FILES + 20;

/** Whether a request says that it brings files. */
export function bringsFiles({ headers }: IncomingMessage): boolean {
  return isMultipart(headers["content-type"] ?? "");
}

/**
 * Reads JSON that comes with files. What is in either is still to be looked at.
 * @throws CasewrightError too_large, invalid_request
 */
export async function bodyWithFiles(request: IncomingMessage): Promise<BodyWithFiles> {
  const body = await bodyBytes(request, MAX_BYTES);
  const headers = { "content-type": request.headers["content-type"] ?? "" };
  const { fields, files } = partsOf({ headers, body });
  const json = fields.get(JSON_FIELD);
  if (json === undefined) throw refused(`/${JSON_FIELD}`, "is required");
  if (json.byteLength > REQUEST_LIMITS.bytes) throw new CasewrightError("too_large");
  const [other] = [...fields.keys()].filter((name) => name !== JSON_FIELD);
  if (other !== undefined) throw refused("", "holds a field that is not known here");
  return { json, files };
}

function partsOf(request: Parameters<typeof readMultipart>[0]): ReturnType<typeof readMultipart> {
  try {
    return readMultipart(request, { maxBytes: MAX_BYTES, maxParts: MAX_PARTS });
  } catch (error) {
    if (!(error instanceof ChannelInputError)) throw error;
    throw refused("", "This is not multipart/form-data.");
  }
}

function refused(pointer: string, message: string): CasewrightError {
  return new CasewrightError("invalid_request", { errors: [{ pointer, message }] });
}
