import type { Facts } from "../engine/definition/conditions/evaluate.js";
import type { CompiledRuleSet } from "./compile.js";
import type { ConditionTrace } from "./decision.js";
import { comparisonsOf } from "./expand.js";
import { endsAtFirst } from "./hit.js";
import { traceOfFacts } from "./trace.js";

/** Every fact that a rule set can read, each once. */
export function factsIn({ rules }: CompiledRuleSet): readonly string[] {
  const paths = rules.flatMap(({ when }) =>
    comparisonsOf(when).map(({ comparison }) => comparison.fact),
  );
  return [...new Set(paths)];
}

/**
 * The first of some facts that an evaluation looks at; undefined when it comes to its answer without any of them, which is then the
 * answer whatever they are. Rules are looked at as they are decided: in order, and no further than the answer is clear.
 */
export function firstRead(
  { rules, source }: CompiledRuleSet,
  facts: Facts,
  among: ReadonlySet<string>,
): string | undefined {
  const texts = new Map<string, string>();
  for (const { when } of rules) {
    const trace = traceOfFacts(when, facts, texts);
    const read = readIn(trace).find((fact) => among.has(fact));
    if (read !== undefined) return read;
    if (trace.result === true && endsAtFirst(source.hit)) return undefined;
  }
  return undefined;
}

function readIn(trace: ConditionTrace): readonly string[] {
  if (trace.result === "not evaluated") return [];
  if ("all" in trace) return trace.all.flatMap(readIn);
  if ("any" in trace) return trace.any.flatMap(readIn);
  if ("not" in trace) return readIn(trace.not);
  return "is" in trace ? readIn(trace.is) : [trace.fact];
}
