import type { Organisation } from "../definition/organisation.js";
import type { Workflow } from "../definition/workflow.js";
import type { CaseState } from "../interpreter/state.js";
import { CasewrightError } from "../protocol/errors.js";
import { caseDoc, type CaseDoc } from "../store/cases.js";
import { turnOfRequest } from "../store/events.js";
import type { ActAnswer, ActRequest } from "../../workflows/case/messages.js";
import { checkChoices, choicesIn } from "./choices.js";
import type { ActOnCase } from "./contract.js";
import { checkInput } from "./form-check.js";
import type { CaseTools } from "./tools.js";
import { CALL_TIMEOUT_MS, updateCase, UpdateRefused } from "./update-case.js";

/** An action that was taken: the turn it made, and the case after it. */
export type TakenAction = ActAnswer & { readonly doc: CaseDoc };

/** A refusal that the caller turns into an error with the case as it is. */
export class ActionRefused extends Error {
  readonly doc: CaseDoc;
  readonly refusal: UpdateRefused["refusal"];
  constructor(doc: CaseDoc, refusal: ActionRefused["refusal"]) {
    super("refused");
    this.name = "ActionRefused";
    this.doc = doc;
    this.refusal = refusal;
  }
}

/**
 * Takes an action on a case, once per request id. A call without an answer is repeated under the same id, since it may
 * have been applied; only after that the caller hears `outcome_unknown`.
 *
 * @throws ActionRefused when the case does not allow it or has changed
 * @throws CasewrightError not_found, case_closed, case_parked, behind, invalid_input, unavailable, outcome_unknown
 */
export async function actOn(
  tools: CaseTools,
  request: ActOnCase,
  definitionOf: (doc: CaseDoc) => Promise<Definition>,
): Promise<TakenAction> {
  const { caseId, requestId } = request;
  const [doc, before] = await Promise.all([
    caseDoc(tools.store, caseId),
    turnOfRequest(tools.store, caseId, requestId),
  ]);
  if (!doc) throw new CasewrightError("not_found");
  if (before !== null) return { turn: before, state: doc.state, doc };
  await checkForm(tools, request, await definitionOf(doc));
  const { action, input, actor, seenEntry } = request;
  const asked: ActRequest = { action, input, actor, requestId, seenEntry };
  const answer = await update(tools, doc, asked);
  return { ...answer, doc };
}

/** What a case runs on, of the release that it started with. */
type Definition = { readonly workflow: Workflow; readonly organisation: Organisation };

async function checkForm(
  { store }: CaseTools,
  request: ActOnCase,
  { workflow, organisation }: Definition,
): Promise<void> {
  const { input } = request;
  const transition = Object.hasOwn(workflow.transitions, request.action)
    ? workflow.transitions[request.action]
    : undefined;
  if (transition === undefined) return;
  const form = transition.form === undefined ? undefined : workflow.forms?.[transition.form];
  if (form) {
    checkInput(form, input, "/input");
    await checkChoices({ store, workflow, organisation }, choicesIn(form, input, "/input"));
  } else if (Object.keys(input).length > 0)
    throw new CasewrightError("invalid_input", {
      errors: [{ pointer: "/input", message: "This action takes no form" }],
    });
}

async function update(tools: CaseTools, doc: CaseDoc, asked: ActRequest): Promise<ActAnswer> {
  const { requestId: updateId } = asked;
  try {
    return await updateCase(tools.temporal, { caseId: doc._id, name: "act", asked, updateId });
  } catch (error) {
    if (!(error instanceof UpdateRefused)) throw error;
    throw new ActionRefused(await fresh(tools, doc), error.refusal);
  }
}

/** The case as it is now: what the workflow says of itself, and the projection when it does not answer. */
async function fresh(tools: CaseTools, doc: CaseDoc): Promise<CaseDoc> {
  const handle = tools.temporal.workflow.getHandle(doc._id);
  try {
    const { state } = await tools.temporal.withDeadline(Date.now() + CALL_TIMEOUT_MS, () =>
      handle.query<{ state: CaseState }>("view"),
    );
    return { ...doc, state };
  } catch {
    return (await caseDoc(tools.store, doc._id)) ?? doc;
  }
}
