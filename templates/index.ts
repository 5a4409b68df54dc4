export { caseVariables, type MessageOccasion } from "./case-variables.js";
export { CONVERSATION_TEMPLATES, lintTemplate } from "./lint.js";
export {
  MAX_SMS_SEGMENTS,
  renderMessage,
  type MessageRequest,
  type RenderedMessage,
  type RenderProblem,
} from "./render.js";
export { countSegments, type SegmentCount } from "./segments.js";
export { withVariableRenamed } from "./rename-variable.js";
export { variablesOf } from "./uses.js";
export { headerText, longestOf } from "./values.js";
export {
  ALERT_VARIABLES,
  dataVariables,
  SUGGESTION_VARIABLES,
  TEMPLATE_VARIABLES,
  type TemplateVariable,
  type TemplateVariables,
} from "./variables.js";
