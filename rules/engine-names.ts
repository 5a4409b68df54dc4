// What compiled rules and the engine that runs them call things. Apart from both, so that a browser compiles rules without json-rules-engine.

/** The one fact json-rules-engine knows: all facts as one plain object, read by dotted path. */
export const FACTS = "facts";

/** Operator of our own that never holds; stands for an empty group, which json-rules-engine would take for true. */
export const NEVER = "never";
