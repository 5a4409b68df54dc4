import type { ConditionOwner, RuleStep } from "../../draft/rule-steps.js";
import { rulesWords } from "../../words/rules.js";
import { answerWords } from "./answer-row.js";
import type { RulesWorld } from "./rules-context.js";
import { tableStepWords } from "./table/step-words.js";

type World = Pick<RulesWorld, "ruleSet" | "answers">;

/** A step of a draft as a sentence, with the names that things have now. */
export function stepWords(step: RuleStep, world: World): string {
  const { steps } = rulesWords;
  const nameOf = (id: string) => world.ruleSet.rules.find((rule) => rule.id === id)?.name ?? id;
  switch (step.do) {
    case "addRule":
      return steps.addRule(nameOr(step.rule.name, world, step.rule.id));
    case "removeRule":
      return steps.removeRule(nameOf(step.rule));
    case "moveRule":
      return steps.moveRule(nameOf(step.rule), step.place + 1);
    case "nameRule":
      return steps.nameRule(step.name);
    case "setPart":
    case "addPart":
    case "removePart":
      return steps.condition(ownerName(step.of, nameOf));
    case "answer":
      return answer(step, world, nameOf);
    case "setWords":
      return steps.setWords(step.list);
    case "shareCondition":
      return steps.shareCondition(step.name);
    case "removeShared":
      return steps.removeShared[step.from](step.name);
    case "addTest":
      return steps.addTest(step.test.name);
    case "removeTest":
      return steps.removeTest(step.test);
    case "replaceAll":
      return steps.replaceAll;
    default:
      return tableStepWords(step, world);
  }
}

function nameOr(name: string, { ruleSet }: World, id: string): string {
  return ruleSet.rules.find((rule) => rule.id === id)?.name ?? name;
}

function ownerName(of: ConditionOwner, nameOf: (id: string) => string): string {
  return "rule" in of ? nameOf(of.rule) : of.shared;
}

function answer(
  { rule, key, value }: Extract<RuleStep, { readonly do: "answer" }>,
  { answers }: World,
  nameOf: (id: string) => string,
): string {
  const field = answers.find((one) => one.key === key);
  const said = field ? answerWords(field, value) : String(value);
  const who = rule === null ? rulesWords.otherwise : nameOf(rule);
  return rulesWords.steps.answer(who, field?.label ?? key, said);
}
