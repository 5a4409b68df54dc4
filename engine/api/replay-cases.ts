import { performance } from "node:perf_hooks";
import { setImmediate as otherWork } from "node:timers/promises";
import type { ReleaseBody } from "../definition/release.js";
import { Unreadable } from "../privacy/unreadable.js";
import { MAX_CASES_REPLAYED } from "../protocol/case-replay.js";
import { compared, type CourseJudgement } from "../replay/course/compare.js";
import { coursePart } from "../replay/course/part.js";
import { courseOf } from "../replay/course/play.js";
import { type CaseTally, openCaseCounting } from "../replay/course/tally.js";
import type { RecordedTurn } from "../replay/story/recorded-case.js";
import { erasedAmong } from "../store/erasure.js";
import { type OpenedCase, openedSince, turnsOf } from "../store/recorded-cases.js";
import { nothingOpened, watchOpened } from "../store/sealing/opened.js";
import type { Store } from "../store/store.js";
import type { ReplayRequest } from "./replay-history.js";
import type { World } from "./world.js";

/** What a replay of cases has come to, with what it left out. */
export type ReplayedCases = CaseTally & { readonly erased: number; readonly isCut: boolean };

/** Cases that are opened in one go. */
const BATCH = 25;

/** A case with more turns is left out: it is not one of people, and would hold up all the others. */
const MAX_TURNS = 1_000;

/** After so long at a stretch, others get their turn: half of what a person notices in a key. */
const STRETCH_MS = 20;

type ReplayWorld = Pick<World, "store" | "contributions" | "now">;

/**
 * Plays the cases that were opened under what runs and under a draft, newest first. Only workflows that the draft makes go otherwise are
 * looked at, case by case in batches, and nothing is kept. Whose data was opened is not said to whoever watches: who answers with
 * something of it says that.
 */
export async function replayCases(
  world: ReplayWorld,
  { running, draft, since, limit = MAX_CASES_REPLAYED }: ReplayRequest,
): Promise<ReplayedCases> {
  const { store } = world;
  const workflows = running.workflows
    .map(({ id }) => id)
    .filter((id) => coursePart(running, id) !== coursePart(draft, id));
  const found = await openedSince(store, { workflows, since, limit: limit + 1 });
  const all = found.slice(0, limit);
  const there = all.filter(({ erasedAt }) => erasedAt === undefined);
  const counting = openCaseCounting();
  let erased = all.length - there.length;
  await watchOpened(nothingOpened(), async () => {
    for (let start = 0; start < there.length; start += BATCH) {
      const batch = there.slice(start, start + BATCH);
      const turns = await openAll(store, batch);
      erased += batch.length - turns.size;
      await judgeAll(batch, turns, { ...world, running, draft, counting });
    }
  });
  return { ...counting.tally(), erased, isCut: found.length > limit };
}

type Opened = ReadonlyMap<string, readonly RecordedTurn[]>;

/** The turns of some cases; of those that are erased while this goes on there are none. */
async function openAll(store: Store, cases: readonly OpenedCase[]): Promise<Opened> {
  const ids = cases.filter(({ turn }) => turn <= MAX_TURNS).map(({ _id }) => _id);
  const none = cases.flatMap(({ _id, turn }) => (turn > MAX_TURNS ? [[_id, []] as const] : []));
  try {
    return new Map<string, readonly RecordedTurn[]>([...(await turnsOf(store, ids)), ...none]);
  } catch (error) {
    if (!(error instanceof Unreadable && error.reason === "destroyed")) throw error;
    const gone = await erasedAmong(store, ids);
    if (gone.size === 0) throw error;
    return openAll(
      store,
      cases.filter(({ _id }) => !gone.has(_id)),
    );
  }
}

type Judging = ReplayWorld &
  Pick<ReplayRequest, "running" | "draft"> & {
    readonly counting: ReturnType<typeof openCaseCounting>;
  };

async function judgeAll(
  cases: readonly OpenedCase[],
  turns: Opened,
  { counting, ...judging }: Judging,
): Promise<void> {
  let since = performance.now();
  for (const { _id: caseId, workflow, createdAt } of cases) {
    const ofCase = turns.get(caseId);
    if (ofCase === undefined) continue;
    const played = { caseId, workflow, at: createdAt.toISOString() };
    counting.add(played, judged(ofCase, workflow, judging));
    if (performance.now() - since < STRETCH_MS) continue;
    await otherWork();
    since = performance.now();
  }
}

function judged(
  turns: readonly RecordedTurn[],
  workflow: string,
  { running, draft, contributions: { operators }, now }: Omit<Judging, "counting">,
): CourseJudgement {
  if (turns[0]?.event.type !== "created") return { kind: "unjudged" };
  const [before, after] = [running, draft].map((release: ReleaseBody) =>
    courseOf(turns, { release, workflow, operators, now: now() }),
  );
  return before && after ? compared(before, after) : { kind: "unjudged" };
}
