import type { IncomingMessage } from "node:http";
import { CasewrightError } from "../../protocol/errors.js";

/**
 * Reads a request's body whole. The size is checked while it comes, whatever Content-Length says.
 * @throws CasewrightError too_large; the rest of the body is not read
 */
export async function bodyBytes(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  if (Number(request.headers["content-length"] ?? 0) > limit)
    throw new CasewrightError("too_large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) throw new CasewrightError("too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Refuses compressed bodies before one byte is decoded: the decoder of Node 20 cannot be trusted (CVE-2026-111497).
 * @throws CasewrightError unsupported_encoding
 */
export function refuseEncoded(request: IncomingMessage): void {
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== "identity")
    throw new CasewrightError("unsupported_encoding");
}

/** @throws CasewrightError unsupported_media_type when a body is not declared as JSON */
export function requireJson(request: IncomingMessage): void {
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!/^application\/([a-z0-9.-]+\+)?json$/.test(type))
    throw new CasewrightError("unsupported_media_type");
}
