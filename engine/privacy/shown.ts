import type { Payload } from "@temporalio/common";
import { SHOWN } from "../../workflows/case/shown.js";

/** What Temporal answers to its own question after a workflow's handlers and current details. */
const METADATA_START = '{"definition":';
const METADATA_MEMBERS = ["definition", "currentDetails"];

const TEXT_START = JSON.stringify(SHOWN).slice(0, -1);

/**
 * Whether a payload is meant to be read on Temporal's pages: a text that begins with {@link SHOWN}, or the answer to
 * the metadata question whose details do. Everything else may hold personal data.
 */
export function isShown({ metadata, data }: Payload): boolean {
  if (!data || textOf(metadata?.["encoding"]) !== "json/plain") return false;
  if (startsWith(data, TEXT_START)) return true;
  return startsWith(data, METADATA_START) && isMetadata(textOf(data));
}

function isMetadata(text: string): boolean {
  const value = JSON.parse(text) as { readonly currentDetails?: unknown };
  const details = value.currentDetails ?? "";
  return (
    Object.keys(value).every((name) => METADATA_MEMBERS.includes(name)) &&
    typeof details === "string" &&
    (details === "" || details.startsWith(SHOWN))
  );
}

function startsWith(data: Uint8Array, start: string): boolean {
  const length = Buffer.byteLength(start);
  return data.length >= length && textOf(data.subarray(0, length)) === start;
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString() : "";
}
