import { WorkflowNotFoundError } from "@temporalio/client";
import { releaseOfNewCase } from "../cases/new-case-release.js";
import { startCase } from "../cases/start.js";
import { asUnavailable } from "../cases/failures.js";
import type { Workflow } from "../definition/workflow.js";
import type { Json } from "../definition/names.js";
import type { CaseMessage } from "../interpreter/event.js";
import type { CaseContact } from "../interpreter/state.js";
import { nextCaseId } from "../store/case-ids.js";
import { giveAttachments } from "../store/attachments.js";
import { type CaseDoc, caseDoc } from "../store/cases.js";
import { contactById } from "../store/contacts.js";
import { caseOutline } from "../store/erasure.js";
import { finishInbound, rebindInbound } from "../store/conversations.js";
import { type InboxDoc, inboxRow } from "../store/inbox.js";
import { currentRelease } from "../store/releases.js";
import { type Opening, openingOf } from "./opening.js";
import type { InboundTools } from "./tools.js";

/** A row that has its number. */
export type BoundRow = InboxDoc & {
  readonly conversation: string;
  readonly number: number;
  /** Null for a message that a closed case gave back. */
  readonly caseId: string | null;
  readonly contact: string;
};

/** A row that has its number and its case. */
type OfCase = BoundRow & { readonly caseId: string };

/** Times a message may find its case closed under its hands before the drain takes a fresh look later. */
const REBINDS = 3;

/**
 * Gives a bound message to its case: starts the case that it opens, or signals the one it belongs to.
 * A repeat changes nothing: a start is refused, and the case drops numbers it has seen. A case that has closed meanwhile
 * gets no message; the message opens another one instead (compare-and-set, so that two drains agree).
 */
export async function handOver(tools: InboundTools, row: BoundRow): Promise<void> {
  let current = row;
  for (let i = 0; i <= REBINDS; i += 1) {
    if (isOfCase(current) && (await given(tools, current))) {
      await finishInbound(tools.effects.store, row._id, current.caseId);
      return;
    }
    current = { ...current, ...(await rebound(tools, current)) };
  }
}

function isOfCase(row: BoundRow): row is OfCase {
  return row.caseId !== null;
}

/** Whether the case has the message now; false when it had closed before. */
async function given(tools: InboundTools, row: OfCase): Promise<boolean> {
  if (!row.opens) return signalled(tools, row);
  await open(tools, row);
  return true;
}

async function signalled(tools: InboundTools, row: OfCase): Promise<boolean> {
  const { store } = tools.effects;
  if ((await caseOutline(store, row.caseId))?.erasedAt) return false;
  const doc = await caseDoc(store, row.caseId);
  if (doc?.status === "closed") return hasSeen(doc, row);
  await giveFiles(tools, row);
  const message = messageOf(row);
  try {
    await tools.effects.cases.temporal.workflow
      .getHandle(row.caseId)
      .signal("message_received", message);
    return true;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw asUnavailable(error);
    const ended = await caseDoc(store, row.caseId);
    return ended !== null && hasSeen(ended, row);
  }
}

/** The case has the files of a message before it has the message. One that is over or erased gets neither. */
async function giveFiles({ effects }: InboundTools, row: OfCase): Promise<void> {
  if (row.files !== undefined) await giveAttachments(effects.store, row._id, row.caseId);
}

/** Whether an earlier try reached the case, before whoever made it could note so. */
function hasSeen({ state }: CaseDoc, { conversation, number }: BoundRow): boolean {
  return number <= (state.seen[conversation] ?? 0);
}

async function rebound(
  tools: InboundTools,
  row: BoundRow,
): Promise<Pick<BoundRow, "caseId" | "opens" | "workflow">> {
  const { store } = tools.effects;
  const { workflow } = await opened(tools, row);
  const to = await nextCaseId(store, workflow.subject.prefix);
  const { _id: inbox, conversation, caseId: from } = row;
  await rebindInbound(store, { inbox, conversation, from, to, workflow: workflow.id });
  const now = await inboxRow(store, row._id);
  return {
    caseId: now?.caseId ?? to,
    opens: now?.opens ?? true,
    workflow: now?.workflow ?? workflow.id,
  };
}

async function open(tools: InboundTools, row: OfCase): Promise<void> {
  await giveFiles(tools, row);
  const { workflow: wanted, data: told } = await opened(tools, row);
  const chosen = await releaseOfNewCase(tools.effects.store, {
    ...{ workflow: wanted.id, caseId: row.caseId },
    data: { ...dataOf(row, wanted, told), ...textIn(row, wanted) },
  });
  if (!chosen) throw new TypeError(`workflow ${wanted.id} was taken away just now`);
  const created = {
    type: "created" as const,
    id: row.caseId,
    actor: { id: row.contact, roles: [] },
    data: dataOf(row, chosen.workflow, told),
    contact: await contactOf(tools, row),
    message: messageOf(row),
  };
  await startCase(tools.effects.cases, { ...chosen, created });
}

/**
 * What a message opens by the newest release: the workflow that it was bound to open as long as that is there, with what is known of
 * everything that comes to its address.
 */
async function opened(tools: InboundTools, row: InboxDoc) {
  const { workflows } = (await currentRelease(tools.effects.store)).body;
  const endpoint = tools.effects.endpoints.get(row.endpoint);
  const opening = endpoint && openingOf(workflows, endpoint, { to: row.to });
  const wanted = [row.workflow, opening?.workflow];
  const [workflow] = wanted.flatMap((id) => workflows.filter((one) => one.id === id));
  if (!workflow) throw new TypeError(`endpoint ${row.endpoint} opens no known workflow`);
  const data = opening?.workflow === workflow.id ? opening.data : undefined;
  return { workflow, data };
}

/** What a form sent along, and what its address tells, as far as the workflow knows the fields. */
function dataOf(
  row: InboxDoc,
  workflow: Workflow,
  told: Opening["data"] = {},
): { [field: string]: Json } {
  const known = Object.entries({ ...row.data, ...told }).filter(([field]) =>
    Object.hasOwn(workflow.data.properties, field),
  );
  const name = row.name !== null && Object.hasOwn(workflow.data.properties, "name");
  return { ...Object.fromEntries(known), ...(name ? { name: row.name } : {}) };
}

/** What the case is going to take from the text of its first message. */
function textIn({ text }: InboxDoc, { messageField }: Workflow): { [field: string]: Json } {
  return messageField === undefined ? {} : { [messageField]: text };
}

async function contactOf(tools: InboundTools, row: BoundRow): Promise<CaseContact> {
  const { defaultLanguage } = (await currentRelease(tools.effects.store)).body.organisation;
  const contact = await contactById(tools.effects.store, row.contact);
  return {
    id: row.contact,
    conversation: row.conversation,
    channel: channelOf(tools, row.conversation),
    language: contact?.language ?? defaultLanguage,
  };
}

/** Plugin of the endpoint that a conversation runs on; a form's conversation answers by SMS. */
function channelOf(tools: InboundTools, conversation: string): string {
  const endpoint = conversation.slice(0, conversation.indexOf("/"));
  return tools.effects.endpoints.get(endpoint)?.plugin.manifest.id ?? "";
}

function messageOf(row: BoundRow): CaseMessage {
  const { _id: id, conversation, number, text } = row;
  return { id, conversation, number, text };
}
