import { performance } from "node:perf_hooks";
import { setImmediate as otherWork } from "node:timers/promises";
import type { Facts } from "../definition/conditions/evaluate.js";
import type { ReleaseBody } from "../definition/release.js";
import { Unreadable } from "../privacy/unreadable.js";
import { MAX_REPLAYED } from "../protocol/replay.js";
import { unconfirmed, type Judgement, openJudge } from "../replay/judge.js";
import { replayedPart } from "../replay/part.js";
import type { RecordedDecision } from "../replay/recorded-decision.js";
import { type Judged, openCounting, type Tally } from "../replay/tally.js";
import { lessUrgentAmong } from "../store/case-places.js";
import { type DecisionOutline, decidedBy, decisionsSince } from "../store/decisions.js";
import { erasedAmong } from "../store/erasure.js";
import { releaseByNumber } from "../store/releases.js";
import { nothingOpened, watchOpened } from "../store/sealing/opened.js";
import type { Store } from "../store/store.js";
import type { World } from "./world.js";

/** What a replay needs of the world. */
export type ReplayWorld = Pick<World, "store" | "contributions">;

/** What is compared over which decisions. */
export type ReplayRequest = {
  readonly running: ReleaseBody;
  readonly draft: ReleaseBody;
  /** From this instant on. */
  readonly since: Date;
  /** Decisions, the newest ones; {@link MAX_REPLAYED} when left out. */
  readonly limit?: number;
};

/** What a replay has come to, with what it left out. */
export type Replayed = Tally & { readonly erased: number; readonly isCut: boolean };

/** Decisions that are opened in one go. */
const BATCH = 250;

/** After so long at a stretch, others get their turn: half of what a person notices in a key. */
const STRETCH_MS = 20;

/**
 * Asks a draft what it would have answered to the decisions that were recorded, newest first.
 *
 * Only what the draft changes is opened at all, batch by batch, and nothing of it is kept. Whose data was opened is not said to
 * whoever watches: who answers with something of it says that. What was erased is left out and counted.
 */
export async function replayHistory(
  world: ReplayWorld,
  { running, draft, since, limit = MAX_REPLAYED }: ReplayRequest,
): Promise<Replayed> {
  const { store } = world;
  const found = await decisionsSince(store, since, limit + 1);
  const all = found.slice(0, limit);
  const gone = await erasedAmong(store, [...new Set(all.map(({ caseId }) => caseId))]);
  const there = all.filter(({ caseId }) => !gone.has(caseId));
  const isChanged = changedBetween(running, draft);
  const changed = there.filter(({ ruleSet }) => isChanged(ruleSet));
  const counting = openCounting();
  counting.addSame(there.length - changed.length);
  const judges = openJudges(world, { running, draft });
  let erasedMeanwhile = 0;
  await watchOpened(nothingOpened(), async () => {
    for (let start = 0; start < changed.length; start += BATCH) {
      const batch = changed.slice(start, start + BATCH);
      const opened = await openAll(store, batch);
      erasedMeanwhile += batch.length - opened.length;
      const judgements = await confirmed(store, await judgeAll(opened, judges));
      for (const [judged, judgement] of judgements) counting.add(judged, judgement);
    }
  });
  return {
    ...counting.tally(),
    erased: all.length - there.length + erasedMeanwhile,
    isCut: found.length > limit,
  };
}

/** Which rule sets a draft makes do something else; those that the running release no longer has are looked at always. */
function changedBetween(running: ReleaseBody, draft: ReleaseBody): (ruleSet: string) => boolean {
  const known = new Map<string, boolean>();
  return (ruleSet) => {
    const before = known.get(ruleSet);
    if (before !== undefined) return before;
    const part = replayedPart(running, ruleSet);
    const isChanged = part === "" || part !== replayedPart(draft, ruleSet);
    known.set(ruleSet, isChanged);
    return isChanged;
  };
}

type Judge = ReturnType<typeof openJudge>;
type JudgeOf = (decision: DecisionOutline) => Promise<{ judge: Judge; workflow: string }>;

/** The judges of each rule set and release, made once. */
function openJudges(
  { store, contributions }: ReplayWorld,
  { running, draft }: Pick<ReplayRequest, "running" | "draft">,
): JudgeOf {
  const made = new Map<string, Awaited<ReturnType<JudgeOf>>>();
  return async ({ release, ruleSet }) => {
    const key = `${String(release)} ${ruleSet}`;
    const known = made.get(key);
    if (known) return known;
    const { body: recorded } = await releaseByNumber(store, release);
    const compared = { running, draft, operators: contributions.operators };
    const judge = openJudge(compared, { recorded, ruleSet });
    const workflow = recorded.ruleSets.find(({ id }) => id === ruleSet)?.workflow ?? "";
    made.set(key, { judge, workflow });
    return { judge, workflow };
  };
}

type OpenDecision = { readonly outline: DecisionOutline; readonly decision: RecordedDecision };

/** Opens decisions, in their order. What is erased while this goes on is left out like what was before. */
async function openAll(
  store: Store,
  outlines: readonly DecisionOutline[],
): Promise<readonly OpenDecision[]> {
  try {
    const docs = await decidedBy(
      store,
      outlines.map(({ _id }) => _id),
    );
    const byId = new Map(docs.map((doc) => [doc._id, doc]));
    return outlines.flatMap((outline) => {
      const doc = byId.get(outline._id);
      return doc ? [{ outline, decision: { ...doc, facts: doc.facts as Facts } }] : [];
    });
  } catch (error) {
    if (!(error instanceof Unreadable && error.reason === "destroyed")) throw error;
    const gone = await erasedAmong(
      store,
      outlines.map(({ caseId }) => caseId),
    );
    if (gone.size === 0) throw error;
    return openAll(
      store,
      outlines.filter(({ caseId }) => !gone.has(caseId)),
    );
  }
}

type Judgements = readonly (readonly [Judged, Judgement])[];

async function judgeAll(opened: readonly OpenDecision[], judges: JudgeOf): Promise<Judgements> {
  const all: [Judged, Judgement][] = [];
  let since = performance.now();
  for (const { outline, decision } of opened) {
    const { judge, workflow } = await judges(outline);
    const { _id: id, caseId, ruleSet, at } = outline;
    all.push([{ id, caseId, workflow, ruleSet, at: at.toISOString() }, judge(decision)]);
    if (performance.now() - since < STRETCH_MS) continue;
    await otherWork();
    since = performance.now();
  }
  return all;
}

/** What somebody has made less urgent since was no emergency, or is none any more: nothing is missed of it. */
async function confirmed(store: Store, judgements: Judgements): Promise<Judgements> {
  const missed = judgements.flatMap(([{ caseId }, judgement]) =>
    judgement.kind === "different" && judgement.emergency === "missed" ? [caseId] : [],
  );
  const lowered = await lessUrgentAmong(store, missed);
  return judgements.map(([judged, judgement]) =>
    lowered.has(judged.caseId) ? [judged, unconfirmed(judgement)] : [judged, judgement],
  );
}
