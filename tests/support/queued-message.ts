import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { NOTHING_CONTRIBUTED } from "../../engine/definition/contributions.js";
import type { EffectTools } from "../../engine/effects/index.js";
import { contactByAddress } from "../../engine/store/contacts.js";
import { insertMessageOnce, type MessageDoc } from "../../engine/store/messages.js";
import type { Store } from "../../engine/store/store.js";
import type { Clinic } from "./clinic.js";

/** What deliveries need, for tests that deliver by hand; nothing is logged. */
export function deliveryTools({ config, store, tools }: Clinic): EffectTools {
  return {
    store,
    cases: tools,
    endpoints: new Map(tools.endpoints.map((endpoint) => [endpoint.name, endpoint])),
    contributions: NOTHING_CONTRIBUTED,
    webhooks: config.webhooks,
    publicUrl: "http://127.0.0.1",
    log: pino({ level: "silent" }),
    now: Date.now,
    reached: () => undefined,
  };
}

/** An SMS to a person that waits to be sent, of a case that does not exist. */
export async function queuedMessage(
  store: Store,
  phone: string,
  changes: Partial<MessageDoc> = {},
): Promise<MessageDoc> {
  const at = new Date();
  const contact = await contactByAddress(store, {
    id: `c-${phone}`,
    address: `sms:${phone}`,
    name: null,
    language: "en",
    at,
  });
  return insertMessageOnce(store, {
    _id: `m-${randomUUID()}`,
    caseId: "T-TEST-0",
    turn: 1,
    direction: "out",
    channel: "africastalking",
    endpoint: "sms",
    contact: contact._id,
    to: phone,
    text: "Your ticket T-TEST-0 is answered.",
    subject: null,
    template: "ticket-reply",
    language: "en",
    segments: 1,
    state: "queued",
    reason: null,
    attempts: [],
    providerId: null,
    at,
    updatedAt: at,
    ...changes,
  });
}
