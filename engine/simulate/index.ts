export { conversationIn, type Said, type Unsaid } from "./conversation.js";
export { scenarioOf } from "./keep.js";
export type { Move } from "./move.js";
export type { Question } from "./question.js";
export { runScenario, type ScenarioRun, type StepResult } from "./scenario-run.js";
export {
  backTo,
  newSession,
  nowIn,
  type Moment,
  type Played,
  type Session,
  stateIn,
} from "./session.js";
export { nextIn, playedWithRules, skippedToNext, waitedFor } from "./waiting.js";
