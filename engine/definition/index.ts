export { canonicalJson, contentHash } from "./canonical.js";
export {
  comparisonSchema,
  conditionSchema,
  factPathSchema,
  OPERATORS,
  type Comparison,
  type Condition,
  type FactType,
  type Operator,
} from "./conditions/condition.js";
export {
  compare,
  holds,
  operandOf,
  readFact,
  type ConditionScope,
  type Facts,
  type Lists,
} from "./conditions/evaluate.js";
export { documentRoutesSchema, type DocumentRoutes } from "./document-routes.js";
export { durationMs } from "./duration.js";
export { caseFacts, guardFacts, type FactCatalogue } from "./facts.js";
export { below, findingSchema, pointer, type Checked, type Finding } from "./finding.js";
export { formFieldSchema, formSchema, phiClassSchema, type Form, type FormField } from "./form.js";
export {
  finding,
  hasErrors,
  knownNames,
  LINT_CODES,
  lintCondition,
  lintOrganisation,
  lintTogether,
  lintWorkflow,
  type Code,
  type KnownNames,
  type LintCode,
  type Severity,
} from "./lint/index.js";
export {
  migrated,
  CURRENT_SPEC,
  FORMAT_MIGRATIONS,
  type FormatMigration,
} from "./migrations/index.js";
export {
  fieldNameSchema,
  idSchema,
  labelSchema,
  RESERVED_NAMES,
  scalarSchema,
  type Json,
  type Scalar,
} from "./names.js";
export {
  organisationSchema,
  PERMISSIONS,
  type Organisation,
  type Permission,
  type Queue,
  type Role,
} from "./organisation.js";
export {
  ASSIGN_STRATEGIES,
  assignSchema,
  DEFAULT_CAPACITY,
  MAX_CAPACITY,
  skillSchema,
  type Assign,
  type AssignStrategy,
  type Skill,
} from "./assign.js";
export { commentsSchema, type Comment, type Comments } from "./comments.js";
export { calendarSchema, WEEKDAYS, type Calendar } from "./calendar.js";
export { parseDefinition, parseRelease, parseScenario } from "./parse.js";
export { MAX_CHARACTERS, MAX_DEPTH, plainJson } from "./plain.js";
export { releaseBodySchema, type Release, type ReleaseBody } from "./release.js";
export {
  outcomeSchema,
  ruleSchema,
  ruleSetSchema,
  ruleTestSchema,
  type Aggregation,
  type DecidedOutcome,
  type Hit,
  type Outcome,
  type Rule,
  type RuleSet,
} from "./rule-set.js";
export {
  PUBLISHED_SCHEMAS,
  type Definition,
  type DefinitionKind,
  type DefinitionOf,
  type JsonSchema,
  type Published,
} from "./schemas.js";
export {
  scenarioSchema,
  stepSchema,
  expectationSchema,
  type Expectation,
  type Scenario,
  type Step,
} from "./scenario.js";
export { languageSchema, templateSchema, textsSchema, type Template } from "./template.js";
export {
  endedBefore,
  type Keep,
  keepSchema,
  keptUntil,
  readKeep,
  type Retention,
  retentionSchema,
} from "./retention.js";
export { clockSchema, durationSchema, markSchema, type Clock, type Mark } from "./clock.js";
export {
  effectSpecSchema,
  stateSchema,
  transitionSchema,
  triggerSchema,
  valueSchema,
  workflowSchema,
  type EffectSpec,
  type State,
  type Transition,
  type Trigger,
  type Workflow,
} from "./workflow.js";
