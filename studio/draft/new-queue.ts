import type { Organisation } from "../../engine/definition/organisation.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { AddStep, ReleaseStep, ReplaceStep } from "./release-steps.js";

/** What has to be known of a new queue. */
export type NewQueue = {
  readonly name: string;
  /** Letters, digits and dashes; no queue has it. */
  readonly id: string;
  /** Ids of the roles whose people see it. */
  readonly roles: readonly string[];
};

/** The roles that can be asked to work on cases: those that may act on any. */
export function workingRoles({ organisation }: ReleaseBody): Organisation["roles"] {
  return organisation.roles.filter(({ permissions }) => permissions.includes("case.act"));
}

/** A queue and the right of its roles to see it: as one step, since a queue that nobody sees loses what comes into it. */
export function newQueue(body: ReleaseBody, asked: NewQueue): ReleaseStep {
  return {
    do: "together",
    about: { list: "queues", id: asked.id },
    steps: queueSteps(body, asked),
  };
}

/** The same, for what brings a queue along. */
export function queueSteps(
  { organisation }: ReleaseBody,
  { id, name, roles }: NewQueue,
): readonly (AddStep | ReplaceStep)[] {
  const seeing = organisation.roles.filter(
    (role) => roles.includes(role.id) && !role.queues.includes("*"),
  );
  return [
    { do: "add", to: "queues", entry: { id, name } },
    ...seeing.map((role) => ({
      do: "replace" as const,
      in: "roles" as const,
      entry: { ...role, queues: [...role.queues, id] },
    })),
  ];
}
