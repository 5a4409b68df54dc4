import type { Scalar } from "../engine/definition/names.js";

/** Control characters besides line feed, marks that reverse the reading direction, and halves of surrogate pairs. */
const UNWANTED =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/** Ends a value that was cut; three dots, because the one-character ellipsis is outside the GSM alphabet. */
const CUT_MARK = "...";

/** A value as a message may carry it: NFC, without control and direction characters; `null` is empty. Line breaks stay. */
export function cleanText(value: Scalar | undefined): string {
  if (value === undefined || value === null) return "";
  const lines = String(value).replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n");
  return lines.replaceAll("\t", " ").replace(UNWANTED, "").normalize("NFC").trim();
}

/** The same on one line: names and ids never start a new line of a message. */
export function cleanLine(value: Scalar | undefined): string {
  return cleanText(value).replace(/\s*\n\s*/g, " ");
}

/** The first `limit` characters (code points), the last three of them dots when something was cut. */
export function cutText(text: string, limit: number): string {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  if (limit <= CUT_MARK.length) return "";
  return (
    characters
      .slice(0, limit - CUT_MARK.length)
      .join("")
      .trimEnd() + CUT_MARK
  );
}

/** A value for a header line (subject, sender name), or why it cannot be one: CR or LF would start another header. */
export function headerText(
  value: string,
):
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: "line_break" } {
  if (/[\r\n\u0085\u2028\u2029]/.test(value)) return { ok: false, code: "line_break" };
  return { ok: true, text: cleanLine(value) };
}

/** The longest of several texts; empty without any. */
export function longestOf(texts: readonly string[]): string {
  return texts.reduce((longest, one) => (one.length > longest.length ? one : longest), "");
}

/** A value as HTML text or attribute. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"'`=]/g, (character) => `&#${character.charCodeAt(0)};`);
}
