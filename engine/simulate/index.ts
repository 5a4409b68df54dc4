export { conversationIn, type Said, type Unsaid } from "./conversation.js";
export { addressesOf, firstMessageOf, type Received, type FirstMessage } from "./first-message.js";
export { testOf } from "./keep.js";
export type { Move } from "./move.js";
export type { Question } from "./question.js";
export { aheadIn, allowedIn, outsideOf } from "./possible.js";
export { runScenario, type ScenarioRun, type StepResult } from "./scenario-run.js";
export { runTests, type Difference, type TestRun } from "./test-run.js";
export {
  backTo,
  newSession,
  nowIn,
  replayed,
  type Moment,
  type Played,
  type Session,
  stateIn,
} from "./session.js";
export { nextIn, playedWithRules, skippedToNext, waitedFor } from "./waiting.js";
