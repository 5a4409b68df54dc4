import { Unreadable } from "../privacy/unreadable.js";
import { alertCallCollection } from "./alert-calls.js";
import { alertCollection } from "./alerts.js";
import { assignmentCountCollection } from "./assignments.js";
import { attachmentCollection } from "./attachments.js";
import { auditCollection } from "./audit.js";
import { caseKeyCollection } from "./case-keys.js";
import { caseRequestCollection } from "./case-requests.js";
import { counterCollection } from "./case-ids.js";
import { caseCollection } from "./cases.js";
import { changeSetCollection } from "./change-sets.js";
import { channelCheckCollection } from "./channel-checks.js";
import { clockLifeCollection } from "./clock-lives.js";
import { contactCollection } from "./contacts.js";
import { conversationCollection } from "./conversations.js";
import { decisionCollection } from "./decisions.js";
import { eventCollection } from "./events.js";
import { heartbeats } from "./heartbeats.js";
import { idempotencyKeys } from "./idempotency-keys.js";
import { inboxCollection } from "./inbox.js";
import { links } from "./links.js";
import { ledgerCollection, quantityCollection } from "./ledger.js";
import { migratedCaseCollection, migrationCollection } from "./migrations.js";
import { messageCollection } from "./messages.js";
import { noticeCollection } from "./notices.js";
import { paceCollection } from "./pace.js";
import { parkingCollection } from "./parkings.js";
import { passageCollection } from "./passages.js";
import { pressCollection } from "./presses.js";
import { queueEntryCollection } from "./queue-entries.js";
import { rampCollection } from "./ramps.js";
import { releaseCollection } from "./releases.js";
import { repairRunCaseCollection } from "./repair-run-cases.js";
import { repairRunCollection } from "./repair-runs.js";
import { reviewCollection } from "./reviews.js";
import { retentionConsentCollection } from "./retention.js";
import { isSealed } from "./sealing/envelope.js";
import { sandboxMessages } from "./sandbox-messages.js";
import { refreshTokens, sessions } from "./sessions.js";
import { signInFailures } from "./sign-in-failures.js";
import { startedCaseCollection } from "./started-cases.js";
import type { Collection, Store } from "./store.js";
import { turnCollection } from "./turns.js";
import { users } from "./users.js";
import { waitingReceiptCollection } from "./waiting-receipts.js";
import { pluginCallCollection } from "./plugin-calls.js";
import { webhookCallCollection } from "./webhook-calls.js";

/** Every collection of the database; a new one is listed here. */
export const COLLECTIONS = [
  alertCallCollection,
  alertCollection,
  assignmentCountCollection,
  attachmentCollection,
  auditCollection,
  caseCollection,
  caseKeyCollection,
  caseRequestCollection,
  changeSetCollection,
  channelCheckCollection,
  clockLifeCollection,
  contactCollection,
  conversationCollection,
  counterCollection,
  decisionCollection,
  eventCollection,
  heartbeats,
  idempotencyKeys,
  inboxCollection,
  ledgerCollection,
  links,
  messageCollection,
  migratedCaseCollection,
  migrationCollection,
  noticeCollection,
  paceCollection,
  parkingCollection,
  passageCollection,
  pressCollection,
  quantityCollection,
  queueEntryCollection,
  rampCollection,
  refreshTokens,
  releaseCollection,
  repairRunCaseCollection,
  repairRunCollection,
  retentionConsentCollection,
  reviewCollection,
  sandboxMessages,
  sessions,
  signInFailures,
  startedCaseCollection,
  turnCollection,
  users,
  waitingReceiptCollection,
  pluginCallCollection,
  webhookCallCollection,
] as const;

/**
 * Makes collections and indexes that are missing; what is there stays. Must run before the first transaction.
 * @throws Unreadable in_clear, before anything is changed, for a database from before anything was sealed
 */
export async function ensureIndexes(store: Store): Promise<void> {
  await refuseClearDatabase(store);
  for (const each of COLLECTIONS as readonly Collection<unknown>[]) {
    const model = store.of(each);
    await model.createCollection();
    await model.createIndexes();
  }
}

async function refuseClearDatabase({ connection }: Store): Promise<void> {
  const contact = await connection.collection(contactCollection.name).findOne({});
  if (contact && !isSealed(contact["address"]))
    throw new Unreadable(
      "in_clear",
      "This database was written before patients' data was sealed. Start with a fresh one.",
    );
}
