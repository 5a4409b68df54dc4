import { Type } from "@sinclair/typebox";
import { toE164 } from "../channels/phone.js";
import { CasewrightError } from "../protocol/errors.js";

/** An SMS on a simulated phone. */
export const phoneMessageSchema = Type.Object(
  {
    id: Type.String(),
    from: Type.String(),
    to: Type.String(),
    text: Type.String(),
    at: Type.String({ format: "date-time" }),
  },
  { $id: "PhoneMessage" },
);

/** The number of a simulated phone in an address. */
export const phoneParams = Type.Object({
  number: Type.String({ maxLength: 40, examples: ["+254700000001"] }),
});

/** @throws CasewrightError not_found when this is no phone number */
export function requirePhone(number: string): string {
  const phone = toE164(number);
  if (phone === undefined) throw new CasewrightError("not_found");
  return phone;
}
