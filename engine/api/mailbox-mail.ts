import { Type } from "@sinclair/typebox";
import { mailAddressIn } from "../../plugins/index.js";
import { CasewrightError } from "../protocol/errors.js";

/** A mail in a simulated mailbox. */
export const mailboxMailSchema = Type.Object(
  {
    id: Type.String(),
    from: Type.String(),
    to: Type.String(),
    subject: Type.String(),
    text: Type.String(),
    at: Type.String({ format: "date-time" }),
  },
  { $id: "MailboxMail" },
);

/** The address of a simulated mailbox in an address of ours. */
export const mailboxParams = Type.Object({
  address: Type.String({ maxLength: 254, examples: ["amina@example.org"] }),
});

/** @throws CasewrightError not_found when this is no e-mail address */
export function requireMailbox(address: string): string {
  const mailbox = mailAddressIn(address);
  if (mailbox === undefined) throw new CasewrightError("not_found");
  return mailbox;
}
