export {
  finding,
  hasErrors,
  LINT_CODES,
  type Code,
  type LintCode,
  type Severity,
} from "./codes.js";
export { lintCalendar } from "./calendar.js";
export { lintCondition } from "./condition.js";
export { knownNames, own, type Entrances, type KnownNames } from "./names.js";
export { lintOrganisation } from "./organisation.js";
export { lintSuggestion } from "./suggestions.js";
export { lintTogether } from "./together.js";
export { lintWorkflow } from "./workflow.js";
