export { contributedIn, pluginFactsIn } from "./can-evaluate.js";
export { compileRuleSet, type CompiledRule, type CompiledRuleSet } from "./compile.js";
export { decideRuleSet } from "./decide.js";
export {
  decisionSchema,
  ruleTraceSchema,
  type ComparisonTrace,
  type ConditionTrace,
  type Decision,
  type Result,
  type RuleTrace,
} from "./decision.js";
export { evaluateDecision, evaluateRuleSet } from "./evaluate.js";
export { answeredBy, explainDecision, type FactLabels } from "./explain.js";
export { askedLabels, type AskedFact, explainAsked } from "./explain-asked.js";
export { isContradiction, OTHERWISE, type Verdict } from "./hit.js";
export { lintRuleSet } from "./lint/lint-rule-set.js";
export { RulesRefused, type RefusalCode } from "./refused.js";
export { runRuleTests } from "./rule-tests.js";
