import { parseMultipart } from "@remix-run/multipart-parser";
import { ChannelInputError, type FileIn, type RawRequest } from "../../engine/channels/contract.js";

/** What Inbound Parse posts: the fields as bytes, because each may have its own character set, and the files. */
export type MailForm = {
  readonly fields: ReadonlyMap<string, Uint8Array>;
  readonly files: readonly FileIn[];
};

/** SendGrid takes mails of up to 30 MB, attachments included; the form around one is small. */
export const MAX_MAIL_BYTES = 32 * 1024 * 1024;

/** Some 20 fields and as many attachments as anybody sends. */
const MAX_PARTS = 200;

/**
 * Reads a `multipart/form-data` body.
 * @throws ChannelInputError `not_multipart`, `too_long`, `bad_multipart`, `repeated_field`
 */
export function readMailForm({ headers, body }: RawRequest): MailForm {
  const boundary = boundaryOf(headers["content-type"] ?? "");
  if (boundary === undefined) throw new ChannelInputError("not_multipart");
  if (body.byteLength > MAX_MAIL_BYTES) throw new ChannelInputError("too_long");
  const fields = new Map<string, Uint8Array>();
  const files: FileIn[] = [];
  for (const { name, file, bytes } of partsOf(body, boundary)) {
    if (file !== undefined) files.push({ name: file, bytes: bytes() });
    else if (fields.has(name)) throw new ChannelInputError("repeated_field");
    else fields.set(name, bytes());
  }
  return { fields, files };
}

type Part = { readonly name: string; readonly file?: string; readonly bytes: () => Uint8Array };

function partsOf(body: Uint8Array, boundary: string): readonly Part[] {
  const limits = { maxFileSize: MAX_MAIL_BYTES, maxTotalSize: MAX_MAIL_BYTES, maxParts: MAX_PARTS };
  try {
    return [...parseMultipart(body, { boundary, ...limits })].map((part) => ({
      name: part.name ?? "",
      ...(part.isFile ? { file: part.filename ?? "" } : {}),
      bytes: () => part.bytes,
    }));
  } catch {
    // The parser's words may hold words of the request.
    throw new ChannelInputError("bad_multipart");
  }
}

function boundaryOf(contentType: string): string | undefined {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return undefined;
  const found = /;\s*boundary=(?:"([\x20-\x21\x23-\x7e]{1,70})"|([^\s";,]{1,70}))/i.exec(
    contentType,
  );
  return found?.[1] ?? found?.[2];
}
