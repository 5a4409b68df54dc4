import { ChannelInputError } from "./contract.js";

/** NUL breaks C strings and logs; half a surrogate pair is no character and no database or phone can carry it. */
const UNCARRIABLE = /\u0000|\p{Surrogate}/u;

/** Controls and the marks that turn the reading direction: a name can hide another name behind them. */
const HIDDEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Whether every character can be stored, shown and sent. */
export function isCarriable(text: string): boolean {
  return !UNCARRIABLE.test(text);
}

/**
 * A person's text in one form: Unicode NFC, line ends as `\n`, no blanks around it. `limit` counts UTF-16 units, as
 * MongoDB schemas and SMS lengths do.
 * @throws ChannelInputError `bad_characters` for NUL or half a surrogate pair, `too_long`
 */
export function readText(raw: string, limit: number): string {
  if (!isCarriable(raw)) throw new ChannelInputError("bad_characters");
  const text = raw.normalize("NFC").replace(/\r\n?/g, "\n").trim();
  if (text.length > limit) throw new ChannelInputError("too_long");
  return text;
}

/**
 * A name or a subject: as `readText`, on one line, without marks that hide or turn letters.
 * @throws ChannelInputError `bad_characters`, `too_long`
 */
export function readLine(raw: string, limit: number): string {
  if (!isCarriable(raw)) throw new ChannelInputError("bad_characters");
  return readText(raw.replace(HIDDEN, " ").replace(/\s+/g, " "), limit);
}
