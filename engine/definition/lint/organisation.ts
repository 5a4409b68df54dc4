import { pointer, type Finding } from "../finding.js";
import type { Organisation } from "../organisation.js";
import { suggestion } from "../wording.js";
import { draft, settled, type Draft } from "./codes.js";
import { lintQueues } from "./assignment.js";
import { lintRights } from "./rights.js";
import { lintTeams } from "./teams.js";

/** The organisation by itself: O001 twins, O002 queues of roles, O003 languages, O004 who is given cases, O006 who reviews, O007 and O008 who may change what, A00x who is alerted. */
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
    ...twins("reviews", organisation.reviews?.map(({ id }) => id) ?? []),
    ...lintReviews(organisation),
    ...lintRights(organisation),
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

/** O006: who is to approve is a role that there is, whose people see what is to be published. */
function lintReviews({ reviews = [], roles }: Organisation): readonly Draft[] {
  const seeing = roles.filter(({ permissions }) => permissions.includes("release.read"));
  const ids = seeing.map(({ id }) => id);
  return reviews.flatMap(({ approvers }, place) =>
    approvers.flatMap((role, inner) => {
      if (ids.includes(role)) return [];
      const isThere = roles.some(({ id }) => id === role);
      return [
        draft(
          "O006",
          pointer("reviews", place, "approvers", inner),
          isThere
            ? `The role \`${role}\` does not see what is to be published.`
            : `There is no role \`${role}\`.`,
          isThere ? "Give it the permission `release.read`." : () => suggestion(role, ids),
        ),
      ];
    }),
  );
}

function twins(
  list: "roles" | "queues" | "quantities" | "teams" | "skills" | "webhooks" | "reviews",
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
