import { pointer, type Finding } from "../finding.js";
import type { Organisation } from "../organisation.js";
import { suggestion } from "../wording.js";
import { draft, settled, type Draft } from "./codes.js";
import { lintQueues } from "./assignment.js";
import { lintTeams } from "./teams.js";

/** The organisation by itself: O001 twins, O002 queues of roles, O003 languages, O004 who is given cases, A00x who is alerted. */
export function lintOrganisation(organisation: Organisation): readonly Finding[] {
  const queues = organisation.queues.map(({ id }) => id);
  const { defaultLanguage, languages } = organisation;
  return settled([
    ...twins(
      "roles",
      organisation.roles.map(({ id }) => id),
    ),
    ...twins("queues", queues),
    ...twins("quantities", organisation.quantities?.map(({ id }) => id) ?? []),
    ...twins("teams", organisation.teams?.map(({ id }) => id) ?? []),
    ...twins("skills", organisation.skills?.map(({ id }) => id) ?? []),
    ...twins("webhooks", organisation.webhooks?.map(({ id }) => id) ?? []),
    ...lintTeams(organisation),
    ...lintQueues(organisation),
    ...organisation.roles.flatMap((role, place) =>
      role.queues.flatMap((queue, inner) =>
        queue === "*" || queues.includes(queue)
          ? []
          : [
              draft(
                "O002",
                pointer("roles", place, "queues", inner),
                `There is no queue \`${queue}\`.`,
                () => suggestion(queue, queues),
              ),
            ],
      ),
    ),
    ...(languages.includes(defaultLanguage)
      ? []
      : [
          draft(
            "O003",
            "/defaultLanguage",
            `\`${defaultLanguage}\` is not among the languages.`,
            () => suggestion(defaultLanguage, languages),
          ),
        ]),
  ]);
}

function twins(
  list: "roles" | "queues" | "quantities" | "teams" | "skills" | "webhooks",
  ids: readonly string[],
): readonly Draft[] {
  return ids.flatMap((id, place) =>
    ids.indexOf(id) < place
      ? [
          draft(
            "O001",
            pointer(list, place, "id"),
            `\`${id}\` is there already.`,
            "Choose another id.",
          ),
        ]
      : [],
  );
}
