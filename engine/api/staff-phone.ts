import { toE164 } from "../channels/phone.js";
import type { Organisation } from "../definition/organisation.js";
import { CasewrightError } from "../protocol/errors.js";

/**
 * The phone number of a member of staff as it is kept: E.164, or null for none.
 * @throws CasewrightError invalid_input when it is not a phone number
 */
export function staffPhone(
  written: string | null | undefined,
  { country }: Pick<Organisation, "country">,
): string | null {
  if (written === null || written === undefined || written.trim() === "") return null;
  const phone = toE164(written, country);
  if (phone !== undefined) return phone;
  throw new CasewrightError("invalid_input", {
    errors: [{ pointer: "/phone", message: "This is not a phone number" }],
  });
}
