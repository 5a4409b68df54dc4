/**
 * Why sealed bytes cannot be read: `destroyed` for ever; `missing` when the case never had a key here (another database);
 * `other_data_key` when DATA_KEY is not the one they were sealed under; `moved` out of another case; `damaged`; `in_clear`
 * when they should be sealed and are not.
 */
export type UnreadableReason =
  "destroyed" | "missing" | "other_data_key" | "moved" | "damaged" | "in_clear";

/** Sealed bytes that cannot be read. The message names the case and the reason, never a value. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason;
  constructor(reason: UnreadableReason, message: string) {
    super(message);
    this.name = "Unreadable";
    this.reason = reason;
  }
}
