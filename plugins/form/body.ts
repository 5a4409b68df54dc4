import { Type } from "@sinclair/typebox";
import { ChannelInputError } from "../../engine/channels/contract.js";
import { jsonFields } from "../../engine/channels/json-fields.js";
import { toE164 } from "../../engine/channels/phone.js";
import { readLine, readText } from "../../engine/channels/text.js";

/** Longest description in UTF-16 units; the same as the field of a ticket. */
export const MAX_DESCRIPTION = 4_000;

/** The longest description in four-byte characters, escaped, with room for the rest. */
const MAX_BODY_BYTES = 64 * 1024;

/** What the page of the form posts. The source of its published JSON Schema. */
export const formBodySchema = Type.Object({
  submissionId: Type.String({
    pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
    description: "Made by the page when it opens, so that a repeated submission is the same one",
  }),
  phone: Type.Optional(
    Type.String({ maxLength: 40, description: "International or national; wins over `email`" }),
  ),
  description: Type.String({ description: "What the person needs" }),
  name: Type.Optional(Type.String()),
  email: Type.Optional(Type.String({ description: "Wanted where there is no phone number" })),
  subject: Type.Optional(Type.String()),
  language: Type.Optional(Type.String({ pattern: "^([a-z]{2})?$", description: "ISO 639-1" })),
  website: Type.Optional(
    Type.String({ description: "Not shown to people; who fills it in is a program" }),
  ),
});

/** A submission in its normal form; `trap` tells that a program filled it in. */
export type Submission = {
  readonly submissionId: string;
  /** Where the person is reached: E.164, or the address below when no number is given. */
  readonly from: string;
  readonly description: string;
  readonly name: string;
  /** Lower case; "" when not given, as every field below. */
  readonly email: string;
  readonly subject: string;
  readonly language: string;
  readonly trap: boolean;
};

/**
 * Reads a submission. Unknown fields are ignored.
 * @param country ISO 3166-1 alpha-2 code for numbers without a country code
 * @throws ChannelInputError `bad_json`, `no_phone` without any address, `bad_phone`, `bad_email`, `bad_field_<name>`, `no_description`,
 * `too_long`, …
 */
export function readSubmission(body: Uint8Array, country: string): Submission {
  const fields = jsonFields(formBodySchema, body, MAX_BODY_BYTES);
  const email = readEmail(fields.email ?? "");
  const from = readPhone(fields.phone ?? "", country) ?? email;
  if (from === "") throw new ChannelInputError("no_phone");
  const description = readText(fields.description, MAX_DESCRIPTION);
  if (description === "") throw new ChannelInputError("no_description");
  return {
    submissionId: fields.submissionId,
    from,
    description,
    name: readLine(fields.name ?? "", 200),
    email,
    subject: readLine(fields.subject ?? "", 200),
    language: fields.language ?? "",
    trap: (fields.website ?? "") !== "",
  };
}

/** E.164; undefined when none is given. */
function readPhone(raw: string, country: string): string | undefined {
  if (raw.trim() === "") return undefined;
  const phone = toE164(raw, country);
  if (phone === undefined) throw new ChannelInputError("bad_phone");
  return phone;
}

/** One at sign, no blanks, a dot behind it: whether it exists, only a letter can tell. RFC 5321 limits it to 254. */
function readEmail(raw: string): string {
  const email = readLine(raw, 254).toLowerCase();
  if (email !== "" && !/^[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\]+\.[^\s@.]+$/u.test(email)) {
    throw new ChannelInputError("bad_email");
  }
  return email;
}
