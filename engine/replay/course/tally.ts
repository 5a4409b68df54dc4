import type { CaseDifference, CaseGroup, CaseReplay } from "../../protocol/case-replay.js";
import { MAX_DIFFERENCES, type ReplayChange } from "../../protocol/replay.js";
import type { CourseJudgement } from "./compare.js";

/** A case that has been played, whoever may see it. */
export type PlayedCase = Pick<CaseDifference, "at" | "workflow"> & { readonly caseId: string };

/** A difference that is told, of a case that whoever asks may not be allowed to see. */
export type ToldCase = PlayedCase & Pick<CaseDifference, "changes" | "emergency">;

/** What a replay of cases has come to. */
export type CaseTally = Pick<
  CaseReplay,
  "replayed" | "different" | "missed" | "raised" | "refused" | "unjudged" | "groups"
> & {
  /** Missed emergencies first; within each as they were added. */
  readonly items: readonly ToldCase[];
};

/** Counts cases as they come, newest first, in room that does not grow with them. */
export type CaseCounting = {
  add(played: PlayedCase, judgement: CourseJudgement): void;
  /** Counts cases that need not be played. */
  addSame(n: number): void;
  tally(): CaseTally;
};

/** Begins to count. */
export function openCaseCounting(): CaseCounting {
  const counts = { replayed: 0, different: 0, missed: 0, raised: 0, refused: 0, unjudged: 0 };
  const groups = new Map<string, CaseGroup>();
  const missed: ToldCase[] = [];
  const others: ToldCase[] = [];

  const group = (workflow: string, { what, from, to }: ReplayChange) => {
    const key = JSON.stringify([workflow, what, from, to]);
    const known = groups.get(key) ?? { workflow, what, from, to, n: 0 };
    groups.set(key, { ...known, n: known.n + 1 });
  };
  return {
    add: (played, judgement) => {
      if (judgement.kind === "unjudged") {
        counts.unjudged += 1;
        return;
      }
      counts.replayed += 1;
      if (judgement.kind === "same") return;
      const { changes, emergency } = judgement;
      counts.different += 1;
      if (emergency !== null) counts[emergency] += 1;
      if (changes.some(({ to }) => to === "refused")) counts.refused += 1;
      for (const change of changes) group(played.workflow, change);
      const list = emergency === "missed" ? missed : others;
      if (list.length < MAX_DIFFERENCES) list.push({ ...played, changes: [...changes], emergency });
    },
    addSame: (n) => {
      counts.replayed += n;
    },
    tally: () => ({
      ...counts,
      groups: [...groups.values()].toSorted((a, b) => b.n - a.n),
      items: [...missed, ...others].slice(0, MAX_DIFFERENCES),
    }),
  };
}
