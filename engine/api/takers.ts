import { placingOf } from "../assignment/placing.js";
import { skillName } from "../cases/rows.js";
import { mayHaveCases, seesCasesOf } from "../definition/takers.js";
import type { Taker } from "../protocol/workload.js";
import type { CaseDoc } from "../store/cases.js";
import { releaseByNumber } from "../store/releases.js";
import { busyPeople, type WorkloadWorld } from "./workload.js";

/**
 * Everybody who works here, by name, with what speaks for and against giving them a case by hand. Skills are those that the
 * workflow of the case asks for now; who is full, away or without a skill can be given it all the same.
 */
export async function takersOf(world: WorkloadWorld, doc: CaseDoc): Promise<Taker[]> {
  const [{ body: current }, { body: own }, people] = await Promise.all([
    world.release(),
    releaseByNumber(world.store, doc.release),
    busyPeople(world, doc.queue),
  ]);
  const workflow = own.workflows.find(({ id }) => id === doc.workflow);
  const needs = placingOf(workflow, doc.state).needs ?? [];
  return people.map(({ user, workload }) => ({
    ...workload,
    may: mayHaveCases(current.organisation, user),
    sees: seesCasesOf(current.organisation, doc.queue, user),
    missing: needs
      .filter((skill) => user.skills?.includes(skill) !== true)
      .map((skill) => skillName(skill, own.organisation)),
  }));
}
