import type { Json } from "../../engine/definition/names.js";

/** Bounds of rule of durability 2. A commit batch holds at most this many turns … */
export const BATCH_TURNS = 50;
/** … and bytes. */
export const BATCH_BYTES = 256_000;
/** Largest event a case takes. */
export const EVENT_BYTES = 64_000;
/** Above this many uncommitted turns, or bytes, people's actions are refused with `Behind`. */
export const BEHIND_TURNS = 100;
export const BEHIND_BYTES = 200_000;
/** Answers kept for repeats; older ones are found in the event log. */
export const KEPT_ANSWERS = 64;
/** History length above which a case that is about to sleep starts a fresh run. */
export const SLEEP_HISTORY = 60;
/** History length at which even a busy case starts a fresh run. */
export const BUSY_HISTORY = 400;
/**
 * Time without a sign of life of its worker after which an effect is given to another one. Workers give one every second
 * while an effect runs, so a worker has to stand still for all of it before it is taken for dead.
 */
export const SIGN_OF_LIFE = "5s";
/** Deepest value MongoDB and JSON handling are asked to take. */
const MAX_DEPTH = 16;

/** UTF-8 length of a value's JSON, an upper bound by three bytes a character. */
export function sizeOf(value: unknown): number {
  const text = JSON.stringify(value);
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) bytes += unit > 0x7ff ? 2 : 1;
  }
  return bytes;
}

/** Whether MongoDB will take the value as it is: bounded depth, no `$`, `.` or NUL in keys, well-formed text, finite numbers. */
export function storable(value: Json, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  const parts = Array.isArray(value) ? value : Object.values(value);
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  return (
    keys.every((key) => !/^\$|[.\0]/.test(key)) &&
    parts.every((part: Json) => storable(part, depth + 1))
  );
}
