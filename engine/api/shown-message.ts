import type { ChannelKind, ShownMessage } from "../channels/contract.js";
import type { Organisation } from "../definition/organisation.js";
import { alertSubject } from "../effects/alert-rows.js";
import { shapeOf } from "../effects/letter.js";
import type { MessageToShow } from "../protocol/preview.js";
import { ALERT_VARIABLES, TEMPLATE_VARIABLES } from "../../templates/index.js";

/** Somebody who is not there: numbers and domains that are nobody's. */
const NOBODY = { phone: "+254700000001", mailbox: "patient@example.org" } as const;

/** A text as the message that delivery would hand to a channel, with made-up names and numbers in place of real ones. */
export function shownMessage(
  text: string,
  kind: ChannelKind,
  { to, organisation }: { readonly to: MessageToShow["to"]; readonly organisation: Organisation },
): ShownMessage {
  const caseId = TEMPLATE_VARIABLES["case.id"]?.sample ?? "";
  const team = ALERT_VARIABLES["team.name"]?.sample ?? "";
  const letter =
    to === "team" && kind === "email"
      ? alertSubject({ effect: { level: "emergency" }, organisation })
      : shapeOf(text, kind, { caseId, organisation }).subject;
  return {
    to: kind === "slack" ? team : kind === "email" ? NOBODY.mailbox : NOBODY.phone,
    text,
    ...(typeof letter === "string" ? { subject: letter } : {}),
    ...(to === "team" ? { offers: "acknowledge" } : {}),
  };
}
