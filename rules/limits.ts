/** Levels of one rule's condition with shared conditions written out; a single comparison is one level. */
export const MAX_LEVELS = 8;

/** Groups, references and comparisons of one rule with shared conditions written out. */
export const MAX_NODES = 200;

/**
 * Rules of one set, rows of its table included. The index and `MAX_OPERANDS` bound how long a decision over them takes; the lint
 * compares every two of them.
 */
export const MAX_RULES = 1000;

/**
 * Words and values that all comparisons of a set may look for together, each list counted at every use.
 * Bounds the longest decision, to some 200 ms on a busy core (`bench/rules.ts`): json-rules-engine takes some ten
 * microseconds for each comparison.
 */
export const MAX_OPERANDS = 10_000;

/** An answer as JSON in UTF-8 bytes, however many rules match: half of what an event may be. */
export const MAX_OUTCOME_BYTES = 32 * 1024;

/** Facts of one decision as JSON in UTF-8 bytes. */
export const MAX_FACTS_BYTES = 64 * 1024;

/** A trace as JSON in UTF-8 bytes, so that a recorded decision stays far below the limit of an event. */
export const MAX_TRACE_BYTES = 16 * 1024;
