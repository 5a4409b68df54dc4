import { effectsIn } from "../effects-in.js";
import { pointer, type Finding } from "../finding.js";
import type { ReleaseBody } from "../release.js";
import { suggestion } from "../wording.js";
import { draft, settled, type Draft } from "./codes.js";
import type { Entrances } from "./names.js";
import { lintOtherwise, lintSameOpenings } from "./openings.js";

/** What only shows when definitions meet: D006 twins, W030 addresses and prefixes claimed twice, W066 messages that would open two kinds of cases, W073 messages that open none, W011 unused, W014 missing, O005 the hours of the chat. */
export function lintTogether(
  release: ReleaseBody,
  engineTemplates: readonly string[],
  entrances: Entrances | null = null,
): readonly Finding[] {
  return settled([
    ...(["workflows", "ruleSets", "templates", "calendars"] as const).flatMap((list) =>
      twins(list, release[list] ?? []),
    ),
    ...claims(release),
    ...lintSameOpenings(release.workflows),
    ...lintOtherwise(release.workflows, entrances),
    ...unused(release, engineTemplates),
    ...missing(release, engineTemplates),
    ...chatFindings(release),
  ]);
}

function chatFindings({ organisation, calendars = [] }: ReleaseBody): readonly Draft[] {
  const ids = calendars.map(({ id }) => id);
  const calendar = organisation.chat?.calendar;
  if (calendar === undefined || ids.includes(calendar)) return [];
  const path = pointer("organisation", "chat", "calendar");
  return [
    draft("O005", path, `There is no calendar \`${calendar}\`.`, () => suggestion(calendar, ids)),
  ];
}

function twins(list: string, definitions: readonly { readonly id: string }[]): readonly Draft[] {
  const ids = definitions.map(({ id }) => id);
  return ids.flatMap((id, place) =>
    ids.indexOf(id) < place
      ? [
          draft(
            "D006",
            pointer(list, place, "id"),
            `\`${id}\` is there already.`,
            "Choose another id.",
          ),
        ]
      : [],
  );
}

function claims({ workflows }: ReleaseBody): readonly Draft[] {
  const claimed = new Map<string, string>();
  const all = workflows.flatMap(({ id, routes, subject }, place) => [
    {
      id,
      what: `the prefix ${subject.prefix}`,
      path: pointer("workflows", place, "subject", "prefix"),
    },
    ...(routes?.bases ?? []).map((base, inner) => ({
      id,
      what: `the address ${base}`,
      path: pointer("workflows", place, "routes", "bases", inner),
    })),
  ]);
  return all.flatMap(({ id, what, path }) => {
    const other = claimed.get(what);
    if (other === undefined) claimed.set(what, id);
    return other === undefined
      ? []
      : [
          draft(
            "W030",
            path,
            `The workflow \`${other}\` has ${what} already.`,
            "Choose another one.",
          ),
        ];
  });
}

function unused(release: ReleaseBody, engineTemplates: readonly string[]): readonly Draft[] {
  const effects = release.workflows.flatMap((workflow) => effectsIn(workflow));
  const sent = new Set(
    effects.flatMap((effect) =>
      effect.do === "send" || effect.do === "alert" ? [effect.template] : [],
    ),
  );
  const asked = new Set(
    effects.flatMap((effect) => (effect.do === "decide" ? [effect.rules] : [])),
  );
  return [
    ...release.templates.flatMap(({ id, suggest }, place) =>
      sent.has(id) || suggest !== undefined || engineTemplates.includes(id)
        ? []
        : [
            draft(
              "W011",
              pointer("templates", place),
              `Nothing sends the template \`${id}\`, and nobody is offered it.`,
              "Use it or remove it.",
            ),
          ],
    ),
    ...release.ruleSets.flatMap(({ id }, place) =>
      asked.has(id)
        ? []
        : [
            draft(
              "W011",
              pointer("ruleSets", place),
              `Nothing asks the rule set \`${id}\`.`,
              "Use it or remove it.",
            ),
          ],
    ),
  ];
}

function missing(release: ReleaseBody, engineTemplates: readonly string[]): readonly Draft[] {
  const present = release.templates.map(({ id }) => id);
  return engineTemplates
    .filter((id) => !present.includes(id))
    .map((id) =>
      draft("W014", "/templates", `The engine's own template \`${id}\` is missing.`, "Add it."),
    );
}
