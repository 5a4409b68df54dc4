import type { Section } from "./rows.js";
import { benchRules, type RulesResult } from "./rules.js";

/** The evaluator that decides; everything else is compared with it. */
const OF_RECORD = "one Engine per rule, stop at first match (decision of record)";

/** Ways to ask a rule set, as ratios to the decision of record. */
export async function benchRuleSets(reps: number): Promise<Section> {
  const runs: RulesResult[][] = [];
  for (let rep = 0; rep < reps; rep += 1) runs.push(await benchRules());
  const [first = []] = runs;
  return {
    title: "Rules",
    how: "Time of one decision; every way takes its turn in each of five rounds, and the median round counts.",
    rows: first.map(({ scene, name, microseconds }, i) => ({
      what: name === OF_RECORD ? `${scene}: decision of record` : `${scene}: ${name} ÷ of record`,
      unit: name === OF_RECORD ? "µs" : "×",
      samples: runs.map((run) => {
        const own = run[i]?.microseconds ?? NaN;
        return name === OF_RECORD ? own : own / recordOf(run, scene);
      }),
      detail: `${microseconds.toFixed(0)} µs`,
    })),
  };
}

function recordOf(run: readonly RulesResult[], scene: string): number {
  const found = run.find((result) => result.scene === scene && result.name === OF_RECORD);
  return found?.microseconds ?? NaN;
}
