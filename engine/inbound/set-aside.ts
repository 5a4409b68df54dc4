import { randomUUID } from "node:crypto";
import type { EffectTools } from "../effects/tools.js";
import { type InboxDoc, updateInbound } from "../store/inbox.js";
import { insertNotices } from "../store/notices.js";
import { currentRelease } from "../store/releases.js";
import type { Store } from "../store/store.js";
import { activeInRole } from "../store/users.js";

/** When and after what a message was given up. */
type GivenUp = { readonly tries: number; readonly why: string; readonly at: Date };

/**
 * Takes a message out of the line that cannot be handed over, so that it holds up nobody, and tells everybody who may set
 * things going again. It stands among the messages set aside until one of them has it tried again.
 */
export async function setAside(
  tools: Pick<EffectTools, "store" | "log">,
  row: InboxDoc,
  { tries, why, at }: GivenUp,
): Promise<void> {
  const { _id: id, urgent } = row;
  await updateInbound(tools.store, id, { state: "dead", tries, why, setAsideAt: at });
  tools.log.error({ inbox: id, why, urgent: urgent === true }, "inbound message set aside");
  await tell(tools.store, row, at);
}

async function tell(store: Store, { endpoint, urgent }: InboxDoc, at: Date): Promise<void> {
  const { roles } = (await currentRelease(store)).body.organisation;
  const repairing = roles.filter(({ permissions }) => permissions.includes("case.repair"));
  const people = await Promise.all(repairing.map((role) => activeInRole(store, role.id)));
  const notice = {
    ...{ notice: `set-aside.${randomUUID()}`, caseId: null, setAside: { endpoint } },
    ...({ level: urgent === true ? "critical" : "warning", says: "", drill: false, at } as const),
  };
  await insertNotices(store, notice, [...new Set(people.flat().map(({ _id }) => _id))]);
}
