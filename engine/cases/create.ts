import type { Endpoint } from "../channels/contract.js";
import { toE164 } from "../channels/phone.js";
import type { Organisation } from "../definition/organisation.js";
import type { Workflow } from "../definition/workflow.js";
import { interpreter, CURRENT_INTERPRETER } from "../interpreter/index.js";
import type { CaseContact, CaseState } from "../interpreter/state.js";
import { CasewrightError, type ProblemPart } from "../protocol/errors.js";
import { storeAttachments } from "../store/attachments.js";
import { nextCaseId } from "../store/case-ids.js";
import { bindCaseRequest, type CaseRequest, caseRequest } from "../store/case-requests.js";
import { contactByAddress } from "../store/contacts.js";
import { openConversation } from "../store/conversations.js";
import { currentRelease } from "../store/releases.js";
import type { Store } from "../store/store.js";
import { checkChoices, choicesIn, type ChoiceLists } from "./choices.js";
import type { CaseContactRequest, CreateCase } from "./contract.js";
import { firstCall } from "./first-call.js";
import { checkInput } from "./form-check.js";
import { boundTo, releaseOfNewCase, type StartsUnder } from "./new-case-release.js";
import { programAt, startCase } from "./start.js";
import type { CaseTools } from "./tools.js";

/** A case just opened: its id and its first state, computed by the same pure function that the case itself runs. */
export type CreatedCase = {
  readonly state: CaseState;
  readonly workflow: Workflow;
  readonly organisation: Organisation;
  /** The call in which it is opened, still to be logged. */
  readonly call: ReturnType<typeof firstCall>;
};

/**
 * Opens a case. The start of the workflow is the one durable act; the projection follows by its first commit, so that
 * no row can stand without a workflow. The same request opens one case, however often it comes.
 */
export async function createCase(tools: CaseTools, request: CreateCase): Promise<CreatedCase> {
  const offered = await offeredTo(tools, request);
  const { organisation } = offered.release.body;
  await checkRequest({ store: tools.store, workflow: offered.workflow, organisation }, request);
  const call = firstCall(offered.workflow, request);
  const contact = await contactOf(tools, request.contact, organisation);
  const { id, release, workflow } = await bound(tools, request, offered);
  const { actor, data, priority, queue, drill, files = [] } = request;
  // Before the case, which has them all once it is there. Without it they go by themselves.
  const at = tools.now();
  await storeAttachments(tools.store, { message: id, caseId: id, files, at: new Date(at) });
  const created = {
    type: "created" as const,
    id,
    actor,
    data,
    ...(priority === undefined ? {} : { priority }),
    ...(queue === undefined ? {} : { queue }),
    contact,
    message: null,
    ...(files.length === 0 ? {} : { files: files.length }),
    ...(drill === true ? { drill } : {}),
  };
  await startCase(tools, { release, workflow, created });
  const { advance } = interpreter(CURRENT_INTERPRETER);
  const { state } = advance(programAt(release, workflow, at), null, { ...created, at });
  return { state, workflow, organisation, call };
}

type Offer = StartsUnder & { readonly id: string };

/**
 * The case that a request has got before, under the release that it had then, however that is chosen by now; or a fresh id and what
 * is chosen for it. Nothing is kept of it yet, since the request may turn out to be wrong.
 */
async function offeredTo({ store }: CaseTools, request: CreateCase): Promise<Offer> {
  const { requestId, workflow: wanted, queue, data } = request;
  const before = await caseRequest(store, requestId);
  if (before?.release !== undefined) return offerOf(store, wanted, { ...before });
  const { workflows } = (await currentRelease(store)).body;
  const prefix = workflows.find(({ id }) => id === wanted)?.subject.prefix;
  if (prefix === undefined) throw unknownWorkflow(wanted);
  const id = before?.caseId ?? (await nextCaseId(store, prefix));
  const chosen = await releaseOfNewCase(store, { workflow: wanted, caseId: id, queue, data });
  if (!chosen) throw unknownWorkflow(wanted);
  return { id, ...chosen };
}

/** Binds a request to what it is offered, or to what a try at the same time was quicker with. */
async function bound(
  { store, now }: CaseTools,
  { requestId, workflow }: CreateCase,
  offered: Offer,
): Promise<Offer> {
  const kept = await bindCaseRequest(store, requestId, {
    ...{ caseId: offered.id, release: offered.release.number, at: new Date(now()) },
  });
  return kept.caseId === offered.id ? offered : offerOf(store, workflow, kept);
}

async function offerOf(
  store: Store,
  workflow: string,
  { caseId: id, release }: CaseRequest,
): Promise<Offer> {
  const { number } = release === undefined ? await currentRelease(store) : { number: release };
  return { id, ...(await boundTo(store, { release: number, workflow })) };
}

function unknownWorkflow(id: string): CasewrightError {
  return invalid("/workflow", `There is no workflow “${id}”`);
}

/**
 * The endpoint through which a person is written to who has not written to us on it: the first that reaches their address.
 * @param address with its kind, `sms:+254…` or `email:…`
 */
export function endpointFor(endpoints: readonly Endpoint[], address: string): Endpoint | undefined {
  return endpoints.find(({ plugin: { manifest } }) => {
    const { kind, capabilities } = manifest;
    return capabilities.outbound && address.startsWith(`${kind}:`);
  });
}

/** Id of the conversation of a contact on an endpoint: opaque, no address in it. */
export function conversationId(endpoint: string, contact: string): string {
  return `${endpoint}/${contact}`;
}

/** Checks what the caller says of the case against its workflow; the contact is checked where it is looked up. */
async function checkRequest(
  lists: ChoiceLists & { readonly workflow: Workflow },
  { data, priority, queue }: CreateCase,
): Promise<void> {
  const form = lists.workflow.data;
  checkInput(form, data, "/data");
  const named = Object.entries({ priority, queue }).flatMap(([list, picked]) =>
    picked === undefined ? [] : [{ list, picked, pointer: `/${list}` }],
  );
  await checkChoices(lists, [...choicesIn(form, data, "/data"), ...named]);
}

async function contactOf(
  tools: CaseTools,
  request: CaseContactRequest | null,
  organisation: Organisation,
): Promise<CaseContact | null> {
  if (request === null) return null;
  const address = addressOf(request, organisation, "/contact");
  const language = languageOf(request.language, organisation);
  const known = await contactByAddress(tools.store, {
    id: tools.newId(),
    address,
    name: request.name ?? null,
    language,
    at: new Date(tools.now()),
  });
  const endpoint = request.messages === false ? undefined : endpointFor(tools.endpoints, address);
  const channel = endpoint?.plugin.manifest.id ?? "";
  const conversation = conversationId(endpoint?.name ?? "none", known._id);
  if (endpoint)
    await openConversation(tools.store, {
      _id: conversation,
      contact: known._id,
      endpoint: endpoint.name,
      channel,
    });
  return { id: known._id, conversation, channel, language: request.language ?? known.language };
}

/**
 * The address of a person with its kind, as contacts have it: `sms:+254…` or `email:…`.
 * @param at pointer to where it stands in the request
 * @throws CasewrightError invalid_input when it is none
 */
export function addressOf(
  { phone, email }: Pick<CaseContactRequest, "phone" | "email">,
  { country }: Pick<Organisation, "country">,
  at: string,
): string {
  if (phone !== undefined) {
    const number = toE164(phone, country);
    if (number === undefined) throw invalid(`${at}/phone`, "This is not a phone number");
    return `sms:${number}`;
  }
  if (email !== undefined) return `email:${email.trim().toLowerCase()}`;
  throw invalid(at, "Give a phone number or an e-mail address");
}

/** The language asked for when we speak it, else the clinic's own. */
export function languageOf(asked: string | undefined, organisation: Organisation): string {
  return asked !== undefined && organisation.languages.includes(asked)
    ? asked
    : organisation.defaultLanguage;
}

function invalid(pointer: string, message: string): CasewrightError {
  const errors: ProblemPart[] = [{ pointer, message }];
  return new CasewrightError("invalid_input", { errors });
}
