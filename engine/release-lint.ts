import { CONVERSATION_TEMPLATES, lintTemplate } from "../templates/lint.js";
import { lintRuleSet } from "../rules/lint/lint-rule-set.js";
import { type Contributions, NOTHING_CONTRIBUTED } from "./definition/contributions.js";
import { below, pointer, type Finding } from "./definition/finding.js";
import {
  finding,
  knownNames,
  lintCalendar,
  lintOrganisation,
  lintTogether,
  lintWorkflow,
} from "./definition/lint/index.js";
import type { ReleaseBody } from "./definition/release.js";
import { suggestion } from "./definition/wording.js";
import { variablesKnownTo } from "./release-variables.js";

/**
 * Everything that is wrong with a release of the right shape: each definition by itself and all together, with what plugins bring.
 * Paths are JSON pointers into the release. A release with an error must not be published; a warning is advice.
 */
export function lintRelease(
  release: ReleaseBody,
  contributions: Contributions = NOTHING_CONTRIBUTED,
): readonly Finding[] {
  const known = knownNames(release);
  return [
    ...below(["organisation"], lintOrganisation(release.organisation)),
    ...release.workflows.flatMap((workflow, place) =>
      below(["workflows", place], lintWorkflow(workflow, known)),
    ),
    ...release.ruleSets.flatMap((_, place) => lintRulesAt({ release, contributions }, place)),
    ...release.templates.flatMap((template, place) =>
      below(
        ["templates", place],
        lintTemplate(template, release.organisation, variablesKnownTo(template.id, release)),
      ),
    ),
    ...(release.calendars ?? []).flatMap((calendar, place) =>
      below(["calendars", place], lintCalendar(calendar)),
    ),
    ...lintTogether(release, CONVERSATION_TEMPLATES),
  ];
}

type Checked = { readonly release: ReleaseBody; readonly contributions: Contributions };

function lintRulesAt({ release, contributions }: Checked, place: number): readonly Finding[] {
  const ruleSet = release.ruleSets[place];
  if (!ruleSet) return [];
  const workflow = release.workflows.find(({ id }) => id === ruleSet.workflow);
  if (workflow)
    return below(
      ["ruleSets", place],
      lintRuleSet(ruleSet, workflow, release.organisation, contributions),
    );
  const ids = release.workflows.map(({ id }) => id);
  return [
    finding(
      "W031",
      pointer("ruleSets", place, "workflow"),
      `There is no workflow \`${ruleSet.workflow}\`.`,
      suggestion(ruleSet.workflow, ids),
    ),
  ];
}
