import { contributedFindings } from "./definition/contributed-lints.js";
import { CONVERSATION_TEMPLATES, lintTemplate } from "../templates/lint.js";
import { lintRuleSet } from "../rules/lint/lint-rule-set.js";
import { type Difference, runTests } from "./simulate/test-run.js";
import { type Contributions, NOTHING_CONTRIBUTED } from "./definition/contributions.js";
import { below, pointer, type Finding } from "./definition/finding.js";
import {
  finding,
  knownNames,
  lintCalendar,
  lintOrganisation,
  lintSuggestion,
  lintTogether,
  lintWorkflow,
  type Entrances,
} from "./definition/lint/index.js";
import type { ReleaseBody } from "./definition/release.js";
import { suggestion } from "./definition/wording.js";
import { variablesKnownTo } from "./release-variables.js";

/**
 * Everything that is wrong with a release of the right shape: each definition by itself and all together, with what plugins bring
 * and, where the installation is known, what messages come in by.
 * Paths are JSON pointers into the release. A release with an error must not be published; a warning is advice.
 */
export function lintRelease(
  release: ReleaseBody,
  contributions: Contributions = NOTHING_CONTRIBUTED,
  entrances: Entrances | null = null,
): readonly Finding[] {
  const findings = lintDefinitions(release, contributions, entrances);
  const isBroken = findings.some(({ severity }) => severity === "error");
  if (isBroken) return findings;
  // What has no other error can be tried, and is what the lints of plugins are written for.
  return [
    ...findings,
    ...contributedFindings(contributions.lints, release),
    ...testFindings({ release, contributions }),
  ];
}

function lintDefinitions(
  release: ReleaseBody,
  contributions: Contributions,
  entrances: Entrances | null,
): readonly Finding[] {
  const known = knownNames(release, contributions.effects, entrances);
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
    ...release.templates.flatMap((template, place) =>
      below(["templates", place], lintSuggestion(template, release.workflows)),
    ),
    ...(release.calendars ?? []).flatMap((calendar, place) =>
      below(["calendars", place], lintCalendar(calendar)),
    ),
    ...lintTogether(release, CONVERSATION_TEMPLATES, entrances),
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

/** What does not come out of the tests that workflows carry. Only what has no other error can be tried; with the rules of plugins, only where their code is. */
function testFindings({ release, contributions }: Checked): readonly Finding[] {
  return release.workflows.flatMap((workflow, place) => {
    const runs = runTests(workflow, release, contributions.operators) ?? [];
    const names = runs.map(({ test }) => test.name);
    const found = runs.flatMap(({ test, difference }, index) => [
      ...(names.indexOf(test.name) === index ? [] : [sameName(index, test.name)]),
      ...(difference === null ? [] : [failedTest(index, test.name, difference)]),
    ]);
    return below(["workflows", place], found);
  });
}

function sameName(index: number, name: string): Finding {
  const path = pointer("tests", index, "name");
  return finding("W063", path, `There is another test “${name}”.`, "Give it another name.");
}

function failedTest(index: number, name: string, difference: Difference): Finding {
  const { step } = difference;
  const at = pointer("tests", index, "steps", step);
  const where = `Test “${name}”, step ${String(step + 1)}`;
  const fix = "Mend the workflow, or change the test if what happens now is right.";
  if ("unfit" in difference) return finding("W062", at, `${where}: ${difference.unfit}.`, fix);
  const { member, expected, seen } = difference;
  const message = `${where} expects ${member} ${expected}, but sees ${seen}.`;
  return finding("W062", `${at}/expect/${member}`, message, fix);
}
