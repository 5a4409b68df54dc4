import { caseFacts } from "../facts.js";
import { pointer } from "../finding.js";
import type { Organisation, Queue } from "../organisation.js";
import { mayBeGiven } from "../takers.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import { lintCondition } from "./condition.js";
import type { Subject } from "./names.js";

/** Queues that give their cases to people: A001 the team they give to, O004 that anybody can be given one. */
export function lintQueues(organisation: Organisation): readonly Draft[] {
  return organisation.queues.flatMap((queue, place) =>
    queueFindings(organisation, queue, pointer("queues", place, "assign")),
  );
}

/** What a workflow's cases need of people: W036 skills, and the conditions on them. */
export function lintSkills({ workflow, known }: Subject): readonly Draft[] {
  return (workflow.skills ?? []).flatMap(({ skill, when }, place) => {
    const path = pointer("skills", place);
    const unknown = draft("W036", `${path}/skill`, `There is no skill \`${skill}\`.`, () =>
      suggestion(skill, known.skills),
    );
    return [
      ...(known.skills.has(skill) ? [] : [unknown]),
      ...(when ? lintCondition(when, caseFacts(workflow), `${path}/when`) : []),
    ];
  });
}

function queueFindings(organisation: Organisation, queue: Queue, path: string): readonly Draft[] {
  const { assign } = queue;
  if (assign === undefined) return [];
  const teams = organisation.teams?.map(({ id }) => id) ?? [];
  if (assign.team !== undefined && !teams.includes(assign.team))
    return [
      draft("A001", `${path}/team`, `There is no team \`${assign.team}\`.`, () =>
        suggestion(assign.team ?? "", teams),
      ),
    ];
  if (hasPeople(organisation, queue)) return [];
  return [
    draft(
      "O004",
      path,
      `Nobody can be given the cases of \`${queue.id}\`.`,
      "Give a role the permissions `case.act` and `queue.take` and this queue, or name a team of people who may act.",
    ),
  ];
}

/** Whether some role is given cases here, or a team names people, whose roles only the living organisation knows. */
function hasPeople(organisation: Organisation, queue: Queue): boolean {
  const team = organisation.teams?.find(({ id }) => id === queue.assign?.team);
  if (team?.members.some((member) => "person" in member)) return true;
  return organisation.roles.some((role) =>
    mayBeGiven(organisation, queue, { email: "", roles: [role.id] }),
  );
}
