import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Queue, Role } from "../../engine/definition/organisation.js";
import { parseDefinition } from "../../engine/definition/parse.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import type { UserDoc } from "../../engine/store/users.js";

/** Queues that give their cases to people: examinations in turn, errands to whoever has least. */
const QUEUES: readonly Queue[] = [
  { id: "rounds", name: "Rounds", assign: { by: "round_robin", capacity: 1 } },
  { id: "yard", name: "Yard", assign: { by: "least_loaded", capacity: 2 } },
];

/** Those who are given them. The errands of all check-ups are far too many for the one who runs them. */
export const STAFF_ON_ROUNDS: readonly UserDoc[] = [
  member("u-rounds-1", "examiner", []),
  member("u-rounds-2", "examiner", ["eyes"]),
  member("u-yard-1", "runner", []),
];

/**
 * A release whose check-ups have their examinations given to people, fewer than there are examinations, and each leave an errand
 * behind that hardly ever somebody is free for.
 * @param body a release with the check-up and its examination
 */
export function withHandedOut(body: ReleaseBody): ReleaseBody {
  const { organisation } = body;
  return {
    ...body,
    workflows: [...body.workflows.map(changed), errand],
    organisation: {
      ...organisation,
      roles: [...organisation.roles, role("examiner", "rounds"), role("runner", "yard")],
      queues: [...organisation.queues, ...QUEUES],
      skills: [{ id: "eyes", name: "Examines eyes" }],
    },
  };
}

const errand = made("errand");

function changed(workflow: Workflow): Workflow {
  if (workflow.id === "examination") {
    const when = { fact: "data.what", operator: "equal", value: "eyes" } as const;
    return { ...workflow, defaultQueue: "rounds", skills: [{ skill: "eyes", when }] };
  }
  const { examining } = workflow.states;
  if (workflow.id !== "check-up" || examining === undefined) return workflow;
  const start = { do: "start", workflow: "errand", as: "related", contact: "none" } as const;
  const onEnter = [...(examining.onEnter ?? []), start];
  return { ...workflow, states: { ...workflow.states, examining: { ...examining, onEnter } } };
}

function role(id: string, queue: string): Role {
  return { id, name: id, permissions: ["case.read", "case.act", "queue.take"], queues: [queue] };
}

function member(id: string, of: string, skills: readonly string[]): UserDoc {
  const known = { email: `${id}@clinic.example`, name: id, passwordHash: "none" };
  return { _id: id, ...known, roles: [of], skills, active: true, createdAt: new Date(0) };
}

function made(id: string): Workflow {
  const file = new URL(`handed-out/${id}.yaml`, import.meta.url);
  const parsed = parseDefinition("workflow", parse(readFileSync(file, "utf8")));
  if (!parsed.ok) throw new Error(`${id} does not load: ${JSON.stringify(parsed.findings)}`);
  return parsed.value;
}
