import { type Static, Type } from "@sinclair/typebox";
import { SENDER_PATTERN } from "../mail-headers.js";

/** What an installation knows about its mail server. */
export const settingsSchema = Type.Object({
  host: Type.String({
    pattern: "^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$",
    maxLength: 253,
    description: "Host name of the mail server that takes our mail",
  }),
  port: Type.Integer({
    minimum: 1,
    maximum: 65_535,
    description: "465 is encrypted from the first byte; on others STARTTLS is required",
  }),
  username: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: "Only for a server that wants to know who sends",
    }),
  ),
  password: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: "Password of that user" }),
  ),
  from: Type.String({
    pattern: SENDER_PATTERN,
    description:
      "Sender that mail comes from and answers go to, such as Clinic <desk@clinic.example>",
  }),
});

/** Settings after the check. */
export type Settings = Static<typeof settingsSchema>;

/** Port on which TLS begins with the first byte: RFC 8314 3.3. */
const IMPLICIT_TLS = 465;

/** How a connection is protected. Within this machine nothing is; elsewhere a server without TLS gets no byte of a mail. */
export function protection({ host, port }: Settings): {
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly ignoreTLS: boolean;
} {
  const staysHere = ["127.0.0.1", "localhost"].includes(host);
  return { secure: port === IMPLICIT_TLS, requireTLS: !staysHere, ignoreTLS: staysHere };
}
