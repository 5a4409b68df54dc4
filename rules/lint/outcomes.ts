import type { FormField } from "../../engine/definition/form.js";
import { pointer, type Finding } from "../../engine/definition/finding.js";
import type { Scalar } from "../../engine/definition/names.js";
import type { Organisation } from "../../engine/definition/organisation.js";
import { rulesOf } from "../../engine/definition/rules-of.js";
import type { Outcome, RuleSet } from "../../engine/definition/rule-set.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { finding } from "../../engine/definition/lint/codes.js";
import { suggestion } from "../../engine/definition/wording.js";
import { outcomeTargets, type OutcomeTargets } from "../outcome-targets.js";

/** What a rule set's answers are checked against. */
export type OutcomeScope = {
  readonly ruleSet: RuleSet;
  readonly workflow: Workflow;
  readonly organisation?: Organisation | undefined;
};

type Place = { readonly outcome: Outcome; readonly path: string; readonly who: string };

/** Answers that miss a part others have (R009), that nothing reads, or that name something unknown (R010). */
export function lintOutcomes(scope: OutcomeScope): Finding[] {
  const { ruleSet, workflow } = scope;
  if (ruleSet.workflow !== workflow.id)
    return [
      finding(
        "R010",
        pointer("workflow"),
        `The rule set is for workflow ${ruleSet.workflow}, not ${workflow.id}.`,
        `Set workflow to ${workflow.id}.`,
      ),
    ];
  const uses = outcomeTargets(ruleSet.id, workflow);
  return placesOf(ruleSet).flatMap((place) => [
    ...missingKeys(place, ruleSet),
    ...Object.entries(place.outcome).flatMap(([key, value]) =>
      lintValue({ key, value, path: place.path + pointer(key) }, uses, scope),
    ),
  ]);
}

function placesOf(ruleSet: RuleSet): Place[] {
  const { otherwise } = ruleSet;
  return [
    ...rulesOf(ruleSet).map((rule, index) => ({
      outcome: rule.then,
      path: pointer("rules", index, "then"),
      who: `“${rule.name}”`,
    })),
    { outcome: otherwise, path: pointer("otherwise"), who: "Otherwise" },
  ];
}

/** Where every matching rule answers, a rule may answer a part: what none gives comes from otherwise, which answers everything. */
function missingKeys({ outcome, path, who }: Place, ruleSet: RuleSet): Finding[] {
  const mayBePart = ruleSet.hit === "all" || ruleSet.hit === "collect";
  if (mayBePart && outcome !== ruleSet.otherwise) return [];
  const keys = new Set(placesOf(ruleSet).flatMap((place) => Object.keys(place.outcome)));
  return [...keys]
    .filter((key) => !Object.hasOwn(outcome, key))
    .map((key) =>
      finding(
        "R009",
        path,
        `${who} does not answer ${key}, which other rules do.`,
        `Add ${key} to it.`,
      ),
    );
}

type Answer = { readonly key: string; readonly value: Scalar; readonly path: string };

function lintValue(answer: Answer, uses: OutcomeTargets, scope: OutcomeScope): Finding[] {
  if (isCounted(answer, scope.ruleSet)) return [];
  const targets = uses.get(answer.key);
  if (!targets)
    return [
      finding(
        "R015",
        answer.path,
        `No transition of ${scope.workflow.id} reads ${answer.key} from this rule set.`,
        suggestion(answer.key, uses.keys()),
      ),
    ];
  return targets.flatMap((target) => lintTarget(target, answer, scope));
}

/** Whether only the number of these values matters, so that they may be anything. */
function isCounted({ key, path }: Answer, { hit, collect }: RuleSet): boolean {
  const how = hit === "collect" && collect && Object.hasOwn(collect, key) ? collect[key] : "list";
  return how === "count" && !path.startsWith(pointer("otherwise"));
}

function lintTarget(target: string, answer: Answer, scope: OutcomeScope): Finding[] {
  const { workflow, organisation } = scope;
  if (target === "priority") return oneOf("priority", answer, workflow.priorities);
  if (target === "queue")
    return organisation
      ? oneOf(
          "queue",
          answer,
          organisation.queues.map((queue) => queue.id),
        )
      : [];
  if (!target.startsWith("data.")) return [];
  const name = target.slice("data.".length);
  const fields = workflow.data.properties;
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field)
    return [
      finding(
        "R010",
        answer.path,
        `${answer.key} is written to ${target}, a field that ${workflow.id} does not have.`,
        suggestion(name, Object.keys(fields)),
      ),
    ];
  return lintField(name, field, answer);
}

function lintField(name: string, field: FormField, answer: Answer): Finding[] {
  if (answer.value === null) return [];
  if (field.type === "string" && field.enum) return oneOf(name, answer, field.enum);
  const wanted = field.type === "integer" ? "number" : field.type;
  if (typeof answer.value === wanted) return [];
  const message = `Field ${name} holds a ${wanted}, not ${JSON.stringify(answer.value)}.`;
  return [finding("R010", answer.path, message)];
}

function oneOf(what: string, { value, path }: Answer, known: readonly string[]): Finding[] {
  if (typeof value === "string" && known.includes(value)) return [];
  return [
    finding(
      "R010",
      path,
      `There is no ${what} called ${String(value)}; known are ${known.join(", ")}.`,
      suggestion(String(value), known),
    ),
  ];
}
