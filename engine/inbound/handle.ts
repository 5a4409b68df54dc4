import type { ChannelKind } from "../channels/contract.js";
import { caseIdsIn } from "../cases/case-id.js";
import { conversationId, endpointFor, languageOf } from "../cases/create.js";
import type { Organisation } from "../definition/organisation.js";
import type { Workflow } from "../definition/workflow.js";
import { nextCaseId } from "../store/case-ids.js";
import { type ContactDoc, contactByAddress, setLanguage, setOptOut } from "../store/contacts.js";
import {
  bindInbound,
  type ConversationDoc,
  openConversation,
  setChoice,
} from "../store/conversations.js";
import { type InboxDoc, inboxRow, updateInbound } from "../store/inbox.js";
import { currentRelease } from "../store/releases.js";
import { answer } from "./answer.js";
import { handOver, type BoundRow } from "./hand-over.js";
import { type Keyword, readKeyword } from "./keywords.js";
import { type Opening, openingOf } from "./opening.js";
import { sendLink } from "./send-link.js";
import { targetAt, targetOf } from "./target.js";
import type { InboundTools } from "./tools.js";

/** Time a person has to say which case they mean; after it the message goes to the case they wrote on last. */
const CHOICE_MS = 24 * 3_600_000;

/** Time in which what somebody writes to an address for emergencies is about the one that they opened there; later it calls again. */
const SAME_EMERGENCY_MS = 30 * 60_000;

/** Time until an answer that could not be sent is tried again. */
const ANSWER_AGAIN_MS = 10_000;

/** Who wrote, and on which conversation the case will answer. */
export type Sender = {
  readonly contact: ContactDoc;
  readonly conversation: ConversationDoc;
  readonly organisation: Organisation;
  /** Those of the newest release. */
  readonly workflows: readonly Workflow[];
};

/** The contact and conversation of a row, made on first sight. A form has no way back, so its conversation runs where the person is reached. */
export async function senderOf(tools: InboundTools, row: InboxDoc): Promise<Sender> {
  const { store, endpoints } = tools.effects;
  const { organisation, workflows } = (await currentRelease(store)).body;
  const asked = row.data?.["language"];
  const contact = await contactByAddress(store, {
    id: tools.newId(),
    address: addressOf(row, kindOf(tools, row)),
    name: row.name,
    language: languageOf(typeof asked === "string" ? asked : undefined, organisation),
    at: row.at,
  });
  const own = endpoints.get(row.endpoint);
  const back =
    own?.plugin.manifest.capabilities.outbound === true
      ? own
      : endpointFor([...endpoints.values()], contact.address);
  const endpoint = back?.name ?? row.endpoint;
  const conversation = await openConversation(store, {
    _id: conversationId(endpoint, contact._id),
    contact: contact._id,
    endpoint,
    channel: back?.plugin.manifest.id ?? "",
  });
  return { contact, conversation, organisation, workflows };
}

/** Takes one inbox row as far as it goes: answered, waiting for a choice, or handed to its case. */
export async function handleInbound(
  tools: InboundTools,
  row: InboxDoc,
  sender: Sender,
): Promise<void> {
  if (row.state === "bound") return handOver(tools, boundRow(row, sender));
  const isForm = isFilledIn(tools, row);
  const keyword = keywordOf(tools, row, sender);
  if (keyword !== null && keyword.kind !== "another") return obey(tools, row, { sender, keyword });
  if (isForm || keyword !== null) return bindNew(tools, row, sender);
  if (openingBy(tools, row, sender)?.data !== undefined) return routeToOwn(tools, row, sender);
  const choice = await choiceIn(tools, row, sender);
  if (choice === null) return route(tools, row, sender);
  await bindTo(tools, choice.asked, { sender, caseId: choice.caseId, opens: null });
  await setChoice(tools.effects.store, sender.conversation._id, null);
  await done(tools, row);
}

/**
 * The keyword that a row is. Forms and chats have none; and a letter that begins with "New" opens another case only when we had
 * asked which one is meant, because ordinary sentences begin like that.
 */
function keywordOf(
  tools: InboundTools,
  row: InboxDoc,
  { conversation: { choice } }: Sender,
): Keyword | null {
  const kind = kindOf(tools, row);
  const keyword = row.data !== null || kind === "chat" ? null : readKeyword(row.text);
  return keyword?.kind === "another" && kind === "email" && choice === null ? null : keyword;
}

/** A filled-in form opens a case of its own; what a chat tells of itself does not. */
function isFilledIn(tools: InboundTools, row: InboxDoc): boolean {
  return row.data !== null && kindOf(tools, row) !== "chat";
}

/** How a row came; undefined when its endpoint is not configured any more. */
function kindOf({ effects }: InboundTools, { endpoint }: InboxDoc): ChannelKind | undefined {
  return effects.endpoints.get(endpoint)?.plugin.manifest.kind;
}

async function obey(
  tools: InboundTools,
  row: InboxDoc,
  {
    sender,
    keyword,
  }: { readonly sender: Sender; readonly keyword: Exclude<Keyword, { kind: "another" }> },
): Promise<void> {
  if (keyword.kind === "link") {
    const sent = await sendLink(tools, row, { contact: sender.contact, caseId: keyword.caseId });
    return sent ? done(tools, row) : again(tools, row);
  }
  const { store } = tools.effects;
  const { contact } = sender;
  if (keyword.kind === "stop") await setOptOut(store, contact._id, new Date(tools.effects.now()));
  if (keyword.kind === "start") await setOptOut(store, contact._id, null);
  if (keyword.kind === "language") await setLanguage(store, contact._id, keyword.language);
  const language = keyword.kind === "language" ? keyword.language : contact.language;
  const template = TEMPLATES[keyword.kind];
  const sent = await answer(tools, { row, contact: { ...contact, language }, template });
  await (sent ? done(tools, row) : again(tools, row));
}

const TEMPLATES = {
  stop: "sms-stopped",
  start: "sms-started",
  help: "sms-help",
  language: "sms-help",
} as const;

async function done({ effects }: InboundTools, row: InboxDoc): Promise<void> {
  await updateInbound(effects.store, row._id, { state: "done" });
}

/** The row comes again, because its answer could not be sent yet. */
async function again({ effects }: InboundTools, row: InboxDoc): Promise<void> {
  const notBefore = new Date(effects.now() + ANSWER_AGAIN_MS);
  await updateInbound(effects.store, row._id, { notBefore });
}

/** A bare number after "which one?" picks a case for the message we asked about; null when this is no such answer. */
async function choiceIn(
  tools: InboundTools,
  row: InboxDoc,
  { conversation: { choice } }: Sender,
): Promise<{ readonly caseId: string; readonly asked: InboxDoc } | null> {
  const digit = /^\s*(\d{1,2})\s*\.?\s*$/.exec(row.text)?.[1];
  if (choice === null || digit === undefined || choice.inbox === row._id) return null;
  const caseId = choice.cases[Number(digit) - 1];
  const asked = await inboxRow(tools.effects.store, choice.inbox);
  return caseId !== undefined && asked?.state === "new" ? { caseId, asked } : null;
}

async function route(tools: InboundTools, row: InboxDoc, sender: Sender): Promise<void> {
  const words = wordsOf(row);
  const isAnother = openingBy(tools, row, sender)?.byKeyword === true;
  if (isAnother && caseIdsIn(words).length === 0) return bindNew(tools, row, sender);
  const target = await targetOf(tools.effects.store, sender.conversation, words);
  if (target.kind === "new") return bindNew(tools, row, sender);
  if (target.kind === "case")
    return bindTo(tools, row, { sender, caseId: target.caseId, opens: null });
  // An emergency is not asked about for a day: it goes to the case they wrote on last, as one that nobody answers for does.
  const asked = row.urgent === true || sender.conversation.choice?.inbox === row._id;
  if (asked) return bindTo(tools, row, { sender, caseId: target.cases[0] ?? "", opens: null });
  return ask(tools, row, { sender, cases: target.cases });
}

/**
 * What comes to an address of which something is known goes to no case that is something else: to the one that it quotes or that this
 * address has opened, or it opens another. An emergency trusts in neither for long, because such a case may be over for whoever has it.
 */
async function routeToOwn(tools: InboundTools, row: InboxDoc, sender: Sender): Promise<void> {
  const told = openingBy(tools, row, sender)?.data;
  const caseId = await targetAt(tools.effects.store, sender.conversation, {
    quoted: row.urgent === true ? "" : wordsOf(row),
    since: row.urgent === true ? new Date(row.at.getTime() - SAME_EMERGENCY_MS) : new Date(0),
    hasOpened: (earlier) => openingBy(tools, earlier, sender)?.data === told,
  });
  if (caseId === null) return bindNew(tools, row, sender);
  return bindTo(tools, row, { sender, caseId, opens: null });
}

/** All in which a message may name its case. */
function wordsOf({ about, text }: InboxDoc): string {
  return [about, text].join("\n");
}

async function ask(
  tools: InboundTools,
  row: InboxDoc,
  { sender, cases }: { readonly sender: Sender; readonly cases: readonly string[] },
): Promise<void> {
  const { store } = tools.effects;
  const offered = cases.slice(0, 9);
  const choices = offered.map((id, i) => `${String(i + 1)} ${id}`).join(", ");
  const sent = await answer(tools, {
    row,
    contact: sender.contact,
    template: "sms-choose",
    choices,
  });
  if (!sent) return again(tools, row);
  const at = new Date(tools.effects.now());
  await setChoice(store, sender.conversation._id, { cases: offered, inbox: row._id, at });
  await updateInbound(store, row._id, { notBefore: new Date(at.getTime() + CHOICE_MS) });
}

async function bindNew(tools: InboundTools, row: InboxDoc, sender: Sender): Promise<void> {
  const opens = openingBy(tools, { ...row, text: textOf(tools, row, sender) }, sender);
  const prefix = sender.workflows.find(({ id }) => id === opens?.workflow)?.subject.prefix;
  if (opens === null || prefix === undefined)
    throw new TypeError(`endpoint ${row.endpoint} opens no known workflow`);
  const caseId = await nextCaseId(tools.effects.store, prefix);
  return bindTo(tools, row, { sender, caseId, opens });
}

/**
 * What a row would open. What is urgent opens what its endpoint opens, whatever word it begins with: that workflow has called it
 * urgent, and knows what is done then. Null for a row whose endpoint is not configured any more.
 */
function openingBy(
  { effects }: InboundTools,
  row: InboxDoc,
  { workflows }: Sender,
): Opening | null {
  const endpoint = effects.endpoints.get(row.endpoint);
  if (!endpoint) return null;
  const isRead = row.data === null && row.urgent !== true;
  const opening = openingOf(workflows, endpoint, { to: row.to, text: isRead ? row.text : "" });
  return isRead ? opening : { ...opening, text: row.text };
}

/** What a row says, without the word that only asks for another case. */
function textOf(tools: InboundTools, row: InboxDoc, sender: Sender): string {
  const keyword = keywordOf(tools, row, sender);
  return keyword?.kind === "another" ? keyword.text : row.text;
}

async function bindTo(
  tools: InboundTools,
  row: InboxDoc,
  to: { readonly sender: Sender; readonly caseId: string; readonly opens: Opening | null },
): Promise<void> {
  const { sender, caseId } = to;
  const conversation = sender.conversation._id;
  const text = to.opens?.text ?? textOf(tools, row, sender);
  const opens = to.opens !== null;
  const opening = to.opens ? { workflow: to.opens.workflow } : {};
  const bind = { row, conversation, caseId, opens, ...opening, text };
  const number = await bindInbound(tools.effects.store, bind);
  tools.effects.reached("inbox.after_bind");
  const bound: InboxDoc = {
    ...{ ...row, state: "bound", conversation, number, caseId, opens, text },
    ...opening,
  };
  await handOver(tools, boundRow(bound, sender));
}

function boundRow(row: InboxDoc, { contact, conversation }: Sender): BoundRow {
  return {
    ...row,
    conversation: row.conversation ?? conversation._id,
    number: row.number ?? 0,
    contact: contact._id,
  };
}

/** Where a person is found again. A form leaves the address of another channel. */
function addressOf({ from }: InboxDoc, kind: ChannelKind | undefined): string {
  if (kind === "chat") return `chat:${from}`;
  return from.includes("@") ? `email:${from}` : `sms:${from}`;
}
