import mongoose from "mongoose";

/** MongoDB's answers that no repeat can change: bad value, document invalid, key too long, nesting, object too large. */
const REFUSALS: ReadonlySet<number> = new Set([
  2, 9, 14, 15, 22, 40, 52, 54, 57, 121, 10_334, 17_280, 17_419, 17_420,
]);

/** Whether a write was refused for what it holds, so that trying again cannot help. */
export function refusedByStore(error: unknown): boolean {
  if (
    error instanceof mongoose.Error.ValidationError ||
    error instanceof mongoose.Error.StrictModeError
  )
    return true;
  if (
    error instanceof mongoose.Error.CastError ||
    error instanceof TypeError ||
    error instanceof RangeError
  )
    return true;
  if (!(error instanceof Error)) return false;
  if (error.name.startsWith("BSON")) return true;
  return "code" in error && typeof error.code === "number" && REFUSALS.has(error.code);
}
