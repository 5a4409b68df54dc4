import { parseMultipart } from "@remix-run/multipart-parser";
import { ChannelInputError, type FileIn, type RawRequest } from "./contract.js";

/** A `multipart/form-data` body: the fields as bytes, because each may have its own character set, and the files. */
export type Multipart = {
  readonly fields: ReadonlyMap<string, Uint8Array>;
  readonly files: readonly FileIn[];
};

/** What such a body may be. */
export type MultipartLimits = { readonly maxBytes: number; readonly maxParts: number };

/**
 * Reads a `multipart/form-data` body (RFC 7578).
 * @throws ChannelInputError `not_multipart`, `too_long`, `bad_multipart`, `repeated_field`
 */
export function readMultipart(
  { headers, body }: Pick<RawRequest, "headers" | "body">,
  { maxBytes, maxParts }: MultipartLimits,
): Multipart {
  const boundary = boundaryOf(headers["content-type"] ?? "");
  if (boundary === undefined) throw new ChannelInputError("not_multipart");
  if (body.byteLength > maxBytes) throw new ChannelInputError("too_long");
  const limits = { maxFileSize: maxBytes, maxTotalSize: maxBytes, maxParts };
  const fields = new Map<string, Uint8Array>();
  const files: FileIn[] = [];
  for (const { name, file, bytes } of partsOf(body, { boundary, ...limits })) {
    if (file !== undefined) files.push({ name: file, bytes: bytes() });
    else if (fields.has(name)) throw new ChannelInputError("repeated_field");
    else fields.set(name, bytes());
  }
  return { fields, files };
}

type Part = { readonly name: string; readonly file?: string; readonly bytes: () => Uint8Array };

function partsOf(body: Uint8Array, options: Parameters<typeof parseMultipart>[1]): readonly Part[] {
  try {
    return [...parseMultipart(body, options)].map((part) => ({
      name: part.name ?? "",
      ...(part.isFile ? { file: part.filename ?? "" } : {}),
      bytes: () => part.bytes,
    }));
  } catch {
    // The parser's words may hold words of the request.
    throw new ChannelInputError("bad_multipart");
  }
}

/** Whether a body with this content type is `multipart/form-data`. */
export function isMultipart(contentType: string): boolean {
  return /^multipart\/form-data\s*;/i.test(contentType);
}

function boundaryOf(contentType: string): string | undefined {
  if (!isMultipart(contentType)) return undefined;
  const found = /;\s*boundary=(?:"([\x20-\x21\x23-\x7e]{1,70})"|([^\s";,]{1,70}))/i.exec(
    contentType,
  );
  return found?.[1] ?? found?.[2];
}
