import type { Assign } from "../../engine/definition/assign.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { CaseEventLine } from "../../engine/protocol/case.js";
import { caseDoc } from "../../engine/store/cases.js";
import { insertUser, type UserChange } from "../../engine/store/users.js";
import { type Clinic, people, settled, until } from "./clinic.js";

/** Lost property whose lobby gives reports to porters; nothing in the engine knows of it. */
export function giving(body: ReleaseBody, assign: Assign): ReleaseBody {
  const { organisation } = body;
  const queues = organisation.queues.map((queue) =>
    queue.id === "lobby" ? { ...queue, assign } : queue,
  );
  const skills = [{ id: "locks", name: "Opens locks" }];
  const workflows = body.workflows.map((flow) => {
    if (flow.id !== "lost-property") return flow;
    const transitions = {
      given: {
        name: "Send somebody",
        from: "*" as const,
        on: [{ event: "assigned" as const, queue: "lobby" }],
        set: { "data.item": { from: "assigned.queue" } },
      },
      ungiven: {
        name: "Wait for somebody",
        from: "*" as const,
        on: [{ event: "nobody_available" as const }],
        set: { "data.shelf": 99 },
      },
      ...flow.transitions,
    };
    const locked = { fact: "data.details", operator: "equal" as const, value: "Locked" };
    return { ...flow, transitions, skills: [{ skill: "locks", when: locked }] };
  });
  return { ...body, workflows, organisation: { ...organisation, queues, skills } };
}

/** A porter who can be given cases. */
export async function employ({ store }: Clinic, id: string, work: UserChange = {}): Promise<void> {
  const user = { _id: id, email: `${id}@clinic.example`, name: id, passwordHash: "none" };
  const rest = { roles: ["porter"], active: true, createdAt: new Date(0) };
  await insertUser(store, { ...user, ...rest, ...work });
}

/** A report of a lost thing, written and not yet routed. */
export async function report(
  clinic: Clinic,
  details = "An umbrella",
  priority?: string,
): Promise<string> {
  const { id } = await clinic.cases.create({
    workflow: "lost-property",
    data: { details },
    ...(priority === undefined ? {} : { priority }),
    contact: null,
    actor: people.porter,
    requestId: crypto.randomUUID(),
  });
  await settled(clinic, id, 1);
  return id;
}

/** Whose a case is. */
export const holderOf = async ({ store }: Clinic, id: string) =>
  (await caseDoc(store, id))?.assignee;
/** Whom a case has been given to, once it has. */
export const given = (clinic: Clinic, id: string) =>
  until(`somebody is given ${id}`, () => holderOf(clinic, id));
/** The line of its timeline with which a case says something. */
export const saying = (clinic: Clinic, id: string, type: string): Promise<CaseEventLine> =>
  until(`${type} in ${id}`, async () => {
    const lines = await clinic.cases.events(id, { limit: 50 });
    return lines.find((line) => line.type === type);
  });
