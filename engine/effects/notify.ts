import { mayBeGiven } from "../definition/takers.js";
import type { NotifyEffect } from "../interpreter/effect.js";
import { insertNotices } from "../store/notices.js";
import { currentRelease } from "../store/releases.js";
import {
  activeByEmail,
  activeInRole,
  activePeople,
  userById,
  type UserDoc,
} from "../store/users.js";
import type { CaseActivities } from "../../workflows/case/activities.js";
import type { EffectTools } from "./tools.js";

type Request = Parameters<CaseActivities["notify"]>[0];

/**
 * Writes a notice for everybody it is for, once each. Who has a role or works a queue says the present release, because those
 * are the people who are there now.
 */
export async function notify(tools: EffectTools, { caseId, effect }: Request): Promise<void> {
  const readers = await readersOf(tools, effect);
  if (readers.length === 0) tools.log.warn({ caseId, notice: effect.id }, "notice reaches nobody");
  const { id, level, says, drill = false } = effect;
  const notice = { notice: id, caseId, level, says, drill, at: new Date(tools.now()) };
  await insertNotices(
    tools.store,
    notice,
    readers.map(({ _id }) => _id),
  );
}

async function readersOf(
  { store }: EffectTools,
  { to }: NotifyEffect,
): Promise<readonly UserDoc[]> {
  if ("role" in to) return activeInRole(store, to.role);
  if ("person" in to) {
    const found = to.person.includes("@")
      ? await activeByEmail(store, to.person)
      : await userById(store, to.person);
    return found?.active === true ? [found] : [];
  }
  const { organisation } = (await currentRelease(store)).body;
  const queue = organisation.queues.find(({ id }) => id === to.queue);
  if (!queue) return [];
  return (await activePeople(store)).filter((person) => mayBeGiven(organisation, queue, person));
}
