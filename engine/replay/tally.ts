import {
  type EmergencyChange,
  MAX_DIFFERENCES,
  type Replay,
  type ReplayChange,
  type ReplayDifference,
  type ReplayGroup,
} from "../protocol/replay.js";
import type { Judgement } from "./judge.js";

/** Where and when a judged decision was made. */
export type Judged = Pick<ReplayDifference, "id" | "at" | "workflow" | "ruleSet"> & {
  readonly caseId: string;
};

/** A difference that is told, of a case that whoever asks may not be allowed to see. */
export type ToldDifference = Omit<ReplayDifference, "case"> & { readonly caseId: string };

/** What a replay has come to. */
export type Tally = Pick<
  Replay,
  "replayed" | "different" | EmergencyChange | "unjudged" | "groups"
> & {
  /** Missed emergencies first; within each as they were added. */
  readonly items: readonly ToldDifference[];
};

/** Counts judgements as they come, newest first, in room that does not grow with them. */
export type Counting = {
  add(judged: Judged, judgement: Judgement): void;
  /** Counts decisions that need no judgement. */
  addSame(n: number): void;
  tally(): Tally;
};

/** Begins to count. */
export function openCounting(): Counting {
  const counts = { replayed: 0, different: 0, missed: 0, unconfirmed: 0, raised: 0 };
  const groups = new Map<string, ReplayGroup>();
  const unjudged = new Map<string, Replay["unjudged"][number]>();
  const missed: ToldDifference[] = [];
  const others: ToldDifference[] = [];

  const group = ({ workflow, ruleSet }: Judged, { what, from, to }: ReplayChange) => {
    const key = JSON.stringify([workflow, ruleSet, what, from, to]);
    const known = groups.get(key) ?? { workflow, ruleSet, what, from, to, n: 0 };
    groups.set(key, { ...known, n: known.n + 1 });
  };
  const leaveOut = ({ why, fact, isEmergency }: Extract<Judgement, { kind: "unjudged" }>) => {
    const key = JSON.stringify([why, fact]);
    const known = unjudged.get(key) ?? {
      ...{ why, n: 0, emergencies: 0 },
      ...(fact === undefined ? {} : { fact }),
    };
    const emergencies = known.emergencies + (isEmergency ? 1 : 0);
    unjudged.set(key, { ...known, n: known.n + 1, emergencies });
  };

  return {
    add: (judged, judgement) => {
      if (judgement.kind === "unjudged") {
        leaveOut(judgement);
        return;
      }
      counts.replayed += 1;
      if (judgement.kind === "same") return;
      const { changes, emergency, rules } = judgement;
      counts.different += 1;
      if (emergency !== null) counts[emergency] += 1;
      for (const change of changes) group(judged, change);
      const list = emergency === "missed" ? missed : others;
      if (list.length < MAX_DIFFERENCES)
        list.push({ ...judged, rules, changes: [...changes], emergency });
    },
    addSame: (n) => {
      counts.replayed += n;
    },
    tally: () => ({
      ...counts,
      unjudged: [...unjudged.values()].toSorted((a, b) => b.n - a.n),
      groups: [...groups.values()].toSorted((a, b) => b.n - a.n),
      items: [...missed, ...others].slice(0, MAX_DIFFERENCES),
    }),
  };
}
