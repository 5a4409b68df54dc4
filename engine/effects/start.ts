import type { CaseActivities, StartAnswer } from "../../workflows/case/activities.js";
import { checkChoices, choicesIn } from "../cases/choices.js";
import { checkInput } from "../cases/form-check.js";
import { boundTo, releaseOfNewCase } from "../cases/new-case-release.js";
import { startCase } from "../cases/start.js";
import type { Workflow } from "../definition/workflow.js";
import type { StartRefusal } from "../interpreter/effect.js";
import { MAX_DEPTH, MAX_STARTS } from "../interpreter/state.js";
import { CasewrightError } from "../protocol/errors.js";
import { nextCaseId } from "../store/case-ids.js";
import { currentRelease } from "../store/releases.js";
import { type StartedDoc, startedOnce } from "../store/started-cases.js";
import type { EffectTools } from "./tools.js";

type Request = Parameters<CaseActivities["start"]>[0];

/**
 * Opens a case for another one, once. What becomes of it is decided and written down first (its id, or why it is refused),
 * under the id of the effect; the start itself is refused by Temporal when it comes twice. New cases follow the release that is
 * chosen for them, whichever their parent follows.
 */
export async function start(tools: EffectTools, request: Request): Promise<StartAnswer> {
  const { effect, caseId, workflow: parent } = request;
  const bound = await startedOnce(tools.store, effect.id, () => decided(tools, request));
  tools.reached("start.after_bind");
  if (bound.caseId === null) return { status: "refused", why: bound.why ?? "unknown_workflow" };
  const { release, workflow } = await boundTo(tools.store, {
    ...{ release: bound.release, workflow: effect.workflow },
  });
  const { as, depth, data, priority, contact, drill } = effect;
  await startCase(tools.cases, {
    release,
    workflow,
    created: {
      type: "created",
      id: bound.caseId,
      actor: { id: caseId, roles: [] },
      data,
      ...(priority === null ? {} : { priority }),
      contact,
      message: null,
      ...(drill === undefined ? {} : { drill }),
      parent: { id: caseId, workflow: parent, effect: effect.id, as, depth },
    },
  });
  tools.reached("start.after_start");
  return { status: "started", caseId: bound.caseId };
}

async function decided(
  { store, now }: EffectTools,
  { caseId: parent, effect }: Request,
): Promise<StartedDoc> {
  const { number, body } = await currentRelease(store);
  const row = { _id: effect.id, parent, at: new Date(now()) };
  const prefix = body.workflows.find(({ id }) => id === effect.workflow)?.subject.prefix;
  const caseId = prefix === undefined ? null : await nextCaseId(store, prefix);
  const { workflow: wanted, data } = effect;
  const chosen = caseId && (await releaseOfNewCase(store, { workflow: wanted, caseId, data }));
  if (!chosen) return { ...row, release: number, caseId: null, why: "unknown_workflow" };
  const { release, workflow } = chosen;
  const why = await refusalOf(store, effect, { ...release.body, workflow });
  return { ...row, release: release.number, caseId: why === null ? caseId : null, why };
}

type Lists = Omit<Parameters<typeof checkChoices>[0], "store"> & { readonly workflow: Workflow };

async function refusalOf(
  store: EffectTools["store"],
  { data, place, depth }: Request["effect"],
  lists: Lists,
): Promise<StartRefusal | null> {
  if (place > MAX_STARTS) return "too_many_children";
  if (depth > MAX_DEPTH) return "too_many_generations";
  try {
    const form = lists.workflow.data;
    checkInput(form, data, "/data");
    await checkChoices({ ...lists, store }, choicesIn(form, data, "/data"));
    return null;
  } catch (error) {
    if (error instanceof CasewrightError && error.code === "invalid_input") return "invalid_data";
    throw error;
  }
}
