import { WorkflowNotFoundError } from "@temporalio/client";
import { CasewrightError } from "../protocol/errors.js";
import {
  type CaseOutline,
  caseOutline,
  eraseCaseData,
  eraseContactData,
  outlinesOf,
} from "../store/erasure.js";
import type { EraseCase } from "./contract.js";
import { asUnavailable } from "./failures.js";
import type { CaseTools } from "./tools.js";

/** What erasing needs of the world. */
export type EraseTools = Pick<CaseTools, "store" | "temporal" | "now">;

/**
 * Erases a case, or everything of the person it is about: the contact and all their cases. Nothing is erased unless all may be. The case
 * that was named goes last, so that a repeat after a crash goes on where it stopped.
 * @returns ids of the cases and the contact that were erased by this call
 * @throws CasewrightError not_found, erased, case_open, case_ending, case_held, unavailable
 */
export async function eraseCase(
  tools: EraseTools,
  { caseId, extent, announce }: EraseCase,
): Promise<readonly string[]> {
  const { store } = tools;
  const named = await caseOutline(store, caseId);
  if (!named) throw new CasewrightError("not_found");
  if (named.erasedAt) throw new CasewrightError("erased");
  const contact = extent === "person" ? named.contact : null;
  const others = contact === null ? [] : await outlinesOf(store, contact);
  const cases = [...others.filter(({ _id }) => _id !== caseId), named].filter(
    ({ erasedAt }) => !erasedAt,
  );
  const held = cases.find(({ heldAt }) => heldAt);
  if (held) throw new CasewrightError("case_held", { detail: `${held._id} is on legal hold` });
  await requireEnded(tools, cases);
  const ids = [...cases.map(({ _id }) => _id), ...(contact === null ? [] : [contact])];
  await announce(ids);
  const at = new Date(tools.now());
  for (const { _id } of cases.slice(0, -1)) await eraseCaseData(store, _id, at);
  if (contact !== null) await eraseContactData(store, contact, at);
  await eraseCaseData(store, caseId, at);
  return ids;
}

async function requireEnded(tools: EraseTools, cases: readonly CaseOutline[]): Promise<void> {
  const open = cases.find(({ status }) => status === "open");
  if (open) throw new CasewrightError("case_open", { detail: `${open._id} is open` });
  const running = await Promise.all(
    cases.map(async ({ _id }) => ((await runs(tools, _id)) ? [_id] : [])),
  );
  const [first] = running.flat();
  if (first === undefined) return;
  const detail = `${first} is still busy with its last messages; try again in a moment`;
  throw new CasewrightError("case_ending", { detail, retryAfter: 2 });
}

/** A closed case may still be waiting for its last deliveries. */
async function runs({ temporal }: EraseTools, caseId: string): Promise<boolean> {
  try {
    const { status } = await temporal.workflow.getHandle(caseId).describe();
    return status.name === "RUNNING";
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw asUnavailable(error);
  }
}
