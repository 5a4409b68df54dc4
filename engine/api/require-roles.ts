import type { Organisation } from "../definition/organisation.js";
import { CasewrightError } from "../protocol/errors.js";

/** @throws CasewrightError invalid_input when the organisation has no such role; the message names those it has */
export function requireRoles(roles: readonly string[], organisation: Organisation): void {
  const known = organisation.roles.map(({ id }) => id);
  const errors = roles.flatMap((role, index) =>
    known.includes(role)
      ? []
      : [{ pointer: `/roles/${String(index)}`, message: `must be one of ${known.join(", ")}` }],
  );
  if (errors.length > 0) throw new CasewrightError("invalid_input", { errors });
}
