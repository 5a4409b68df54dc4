import { inject } from "vitest";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { api } from "./clinic.js";

/** A queue of its own, so that no other test has its tickets given away. */
export const INTERPRETERS = { id: "interpreters", name: "Interpreters" } as const;

/** Publishes a release with a queue that gives its tickets to interpreters, and only to those who speak Swahili. */
export async function publishInterpreters(): Promise<void> {
  const { url, admin } = inject("clinic");
  const { token } = await api<{ token: string }>(`${url}/auth/login`, { body: admin });
  const { number, body } = await api<{ number: number; body: ReleaseBody }>(
    `${url}/api/releases/current`,
    { token },
  );
  const definition = withInterpreters(body);
  const change = {
    baseRelease: number,
    reason: "Interpreters are given their tickets",
    definition,
  };
  await api(`${url}/api/releases`, { token, body: change });
}

function withInterpreters(body: ReleaseBody): ReleaseBody {
  const { organisation } = body;
  const permissions = ["case.read", "case.act", "queue.take"] as const;
  const role = { id: "interpreter", name: "Interpreter", permissions: [...permissions] };
  const there = { fact: "case.queue", operator: "equal", value: INTERPRETERS.id } as const;
  return {
    ...body,
    organisation: {
      ...organisation,
      roles: [...organisation.roles, { ...role, queues: [INTERPRETERS.id] }],
      queues: [...organisation.queues, { ...INTERPRETERS, assign: { by: "least_loaded" } }],
      skills: [{ id: "swahili", name: "Speaks Swahili" }],
    },
    workflows: body.workflows.map((workflow) =>
      workflow.id === "ticket"
        ? { ...workflow, skills: [{ skill: "swahili", when: there }] }
        : workflow,
    ),
  };
}
