import { performance } from "node:perf_hooks";
import { replayHistory } from "../engine/api/replay-history.js";
import { NOTHING_CONTRIBUTED } from "../engine/definition/contributions.js";
import type { Json } from "../engine/definition/names.js";
import type { ReleaseBody } from "../engine/definition/release.js";
import type { RuleSet } from "../engine/definition/rule-set.js";
import type { Workflow } from "../engine/definition/workflow.js";
import { type DecisionDoc, decisionCollection } from "../engine/store/decisions.js";
import { currentRelease, publishRelease } from "../engine/store/releases.js";
import type { Store } from "../engine/store/store.js";
import { compileRuleSet } from "../rules/compile.js";
import { evaluateDecision } from "../rules/evaluate.js";
import { comparisonsOf, nested, PLAIN, plainEngine, ruleSetOf, VISITS } from "./many-rules.js";
import { ratios, type Section } from "./rows.js";
import type { Stage } from "./stage.js";

const DECISIONS = 10_000;
const RULES = 100;

/** Decisions that plain json-rules-engine makes in one turn; all of them would take most of a minute. */
const PLAIN_TURNS = 200;

/** Decisions that are written in one go. */
const BATCH = 500;

const visit: Workflow = {
  ...{ kind: "workflow", spec: 1, id: "visit", name: "Visit" },
  subject: { type: "Visit", prefix: "V" },
  data: {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(
      ["site", "kind", "age", "wait"].map((name) => [
        name,
        { type: "string", title: name, "x-phi": "none" },
      ]),
    ),
  },
  ...{ priorities: ["High", "Low"], defaultPriority: "Low", defaultQueue: "front" },
  initial: "new",
  onCreate: [{ do: "decide", rules: "many" }],
  states: { new: { name: "New", class: "new" } },
  transitions: {
    route: {
      name: "Route",
      from: ["new"],
      on: [{ event: "decided", rules: "many" }],
      set: { queue: { from: "outcome.desk" } },
    },
  },
};

/** What a draft would have done to 10,000 recorded decisions, the whole way from MongoDB, against plain json-rules-engine in memory. */
export async function benchReplay({ store }: Stage, reps: number): Promise<Section> {
  const specs = Array.from({ length: RULES }, (_, n) => comparisonsOf(n));
  const rules = ruleSetOf(specs);
  const { number, body } = await currentRelease(store);
  const running = {
    ...body,
    workflows: [...body.workflows, visit],
    ruleSets: [...body.ruleSets, rules],
  };
  const { number: release } = await publishRelease(store, {
    ...{ body: running, base: number, by: "bench", reason: "Many rules", at: new Date() },
  });
  const since = new Date();
  const cases = await record(store, rules, release);
  const draft = withoutRule(running, rules);
  const plain = plainEngine(specs, nested);
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let rep = 0; rep <= reps; rep += 1) {
    for (const id of cases) store.keys.forget(id);
    const begin = performance.now();
    const world = { store, contributions: NOTHING_CONTRIBUTED };
    const { replayed, different } = await replayHistory(world, { running, draft, since });
    const ours = ((performance.now() - begin) * 1000) / DECISIONS;
    if (replayed !== DECISIONS || different === 0) throw new Error("not all were replayed");
    const from = performance.now();
    for (let n = 0; n < PLAIN_TURNS; n += 1) await plain(VISITS[n % VISITS.length] as never);
    if (rep === 0) continue;
    times.ours.push(ours);
    times.theirs.push(((performance.now() - from) * 1000) / PLAIN_TURNS);
  }
  const [ours = NaN, theirs = NaN] = [times.ours[0], times.theirs[0]];
  const seconds = (us: number) => ((us * DECISIONS) / 1e6).toPrecision(3);
  return {
    title: "Replay of history",
    how: "10,000 recorded decisions of 100 rules, each of a case of its own: found in MongoDB, read, opened with keys that are unwrapped anew, judged by the draft and counted. Plain json-rules-engine answers facts in memory in the same run, without any of that.",
    rows: [
      {
        what: `100 rules: decisions replayed a second, the whole way ÷ ${PLAIN}`,
        unit: "×",
        samples: ratios(times.theirs, times.ours),
        detail: `${seconds(ours)} against ${seconds(theirs)} s for 10,000`,
      },
    ],
  };
}

/** Writes decisions as cases do, each under a key of its own. @returns the ids of the cases */
async function record(store: Store, rules: RuleSet, release: number): Promise<string[]> {
  const compiled = compileRuleSet(rules);
  const at = new Date();
  const docs = Array.from({ length: DECISIONS }, (_, n): DecisionDoc => {
    const caseFacts = { state: "new", queue: "front", priority: "Low" };
    const facts = { case: caseFacts, data: VISITS[n % VISITS.length] as Json };
    const decision = evaluateDecision(compiled, facts);
    const { hash, rule, outcome } = decision;
    const caseId = `V-${String(n)}`;
    const _id = `${caseId}.1.0`;
    return {
      _id,
      caseId,
      release,
      ruleSet: rules.id,
      hash,
      rule,
      outcome,
      facts,
      trace: decision,
      at,
    };
  });
  for (let start = 0; start < DECISIONS; start += BATCH)
    await store.of(decisionCollection).insertMany(docs.slice(start, start + BATCH), { lean: true });
  return docs.map(({ caseId }) => caseId);
}

/** A draft in which one rule is gone. */
function withoutRule(body: ReleaseBody, { id, rules }: RuleSet): ReleaseBody {
  const ruleSets = body.ruleSets.map((one) =>
    one.id === id ? { ...one, rules: rules.slice(1) } : one,
  );
  return { ...body, ruleSets };
}
