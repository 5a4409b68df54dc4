import type { Workflow } from "../definition/workflow.js";
import type { CaseState } from "../interpreter/state.js";
import type { CaseDetail } from "../protocol/case.js";
import type { Attachment, Message } from "../protocol/message.js";
import type { AttachmentRow } from "../store/attachments.js";
import type { CaseDoc } from "../store/cases.js";
import { bareAddress, contactById } from "../store/contacts.js";
import { lastDecision } from "../store/decisions.js";
import type { MessageDoc } from "../store/messages.js";
import { releaseByNumber } from "../store/releases.js";
import { isResendable } from "../store/follow-message.js";
import type { Store } from "../store/store.js";
import { instant, type Names, rowOf } from "./rows.js";
import { reasonsOf } from "./reasons.js";

/** One case with everything a screen shows of it. */
export async function caseView(store: Store, doc: CaseDoc, names: Names): Promise<CaseDetail> {
  const { state } = doc;
  const release = await releaseByNumber(store, doc.release);
  const [contact, why] = await Promise.all([
    contactOf(store, state),
    lastDecision(store, doc._id).then((kept) => kept && reasonsOf(store, kept, names.workflow)),
  ]);
  return {
    ...rowOf(state, names, doc.parked, doc.lives),
    data: state.data,
    fields: fieldsOf(state, names.workflow),
    contact,
    clocks: Object.entries(state.clocks).map(([id, clock]) => ({
      id,
      name: names.workflow.clocks?.[id]?.name ?? id,
      startedAt: instant(clock.startedAt),
      dueAt: clock.dueAt === null ? null : instant(clock.dueAt),
      pausedAt: clock.pausedAt === undefined ? null : instant(clock.pausedAt),
    })),
    release: { number: release.number, hash: release.hash },
    parkedReason: doc.parked?.reason ?? null,
    why,
  };
}

/** A one-time link in a text; it is the patient's key to the case, so staff see that it is there and no more. */
const LINK = /(\/p\/track#)[\w-]{16,}/g;

/** A message as the API shows it. */
export function messageView(doc: MessageDoc, files: readonly AttachmentRow[]): Message {
  const attachments = filesOf(doc._id, files);
  return {
    id: doc._id,
    direction: doc.direction,
    channel: doc.channel,
    text: doc.text.replaceAll(LINK, "$1…"),
    at: doc.at.toISOString(),
    state: doc.state,
    reason: doc.reason,
    template: doc.template,
    segments: doc.segments,
    attempts: doc.attempts.length,
    resendable: isResendable(doc),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

/** The files that came with a message, or with the opening of a case by its id. */
export function filesOf(came: string, files: readonly AttachmentRow[]): Attachment[] {
  return files.filter(({ message }) => message === came).map(fileView);
}

function fileView({ _id: id, name, type, size, state, why }: AttachmentRow): Attachment {
  return {
    ...{ id, name, type, size },
    ...(state === undefined ? {} : { state }),
    ...(why === undefined ? {} : { why }),
  };
}

async function contactOf(store: Store, state: CaseState): Promise<CaseDetail["contact"]> {
  if (state.contact === null) return null;
  const contact = await contactById(store, state.contact.id);
  if (!contact) return null;
  return {
    id: contact._id,
    name: contact.name,
    address: bareAddress(contact.address),
    channel: state.contact.channel,
    language: state.contact.language,
    optedOut: contact.optedOutAt !== null,
  };
}

function fieldsOf(state: CaseState, workflow: Workflow): CaseDetail["fields"] {
  return Object.entries(workflow.data.properties)
    .map(([name, field]) => ({
      name,
      title: field.title,
      value: state.data[name],
      choice: "enum" in field,
    }))
    .filter(({ value }) => value !== undefined && value !== null && value !== "");
}
