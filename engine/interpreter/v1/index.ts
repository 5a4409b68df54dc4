export { advance, refusal } from "./advance.js";
export { awaits } from "./assignment.js";
export { earliestDue } from "./clocks.js";
export { allowedActions } from "./transitions.js";
export { hasOpenChild } from "./links.js";
