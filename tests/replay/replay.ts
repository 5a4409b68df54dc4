import type { Payload, PayloadCodec } from "@temporalio/common";
import { Worker, type WorkflowBundle } from "@temporalio/worker";
import { canonicalJson } from "../../engine/definition/canonical.js";
import type { CommitBatch } from "../../workflows/case/activities.js";
import { activitiesIn, commitsIn, isBatch, type Recorded } from "./history.js";

/** What replaying histories on some workflow code showed. */
export type Replayed = {
  /** Histories that the code cannot have made, with Temporal's reason. */
  readonly broken: readonly { readonly name: string; readonly why: string }[];
  /**
   * Turns that the code computes otherwise than they were recorded: `case.turn`. Temporal does not compare the inputs of
   * activities, so a changed sum replays without an error; only the digests tell (rule of durability 6).
   */
  readonly changed: readonly string[];
  /** Other activities that the code calls with another input than was recorded: `name input`. */
  readonly otherInputs: readonly string[];
  /** Turns compared. */
  readonly turns: number;
};

/** Replays histories on workflow code, and compares every turn it wants to commit with the recorded one. */
export async function replay(
  bundle: WorkflowBundle,
  recorded: readonly Recorded[],
): Promise<Replayed> {
  const heard: unknown[] = [];
  const broken: { name: string; why: string }[] = [];
  const results = Worker.runReplayHistories(
    { workflowBundle: bundle, dataConverter: { payloadCodecs: [listening(heard)] } },
    recorded.map(({ name, history }) => ({ workflowId: name, history })),
  );
  for await (const { workflowId, error } of results)
    if (error) broken.push({ name: workflowId, why: error.message });
  const [before, now] = [
    digests(recorded.flatMap(({ history }) => commitsIn(history))),
    digests(heard.filter(isBatch)),
  ];
  const keys = [...new Set([...before.keys(), ...now.keys()])];
  const changed = keys.filter((key) => before.get(key) !== now.get(key)).toSorted();
  const inputs = new Set(heard.map(canonicalJson));
  const otherInputs = recorded
    .flatMap(({ history }) => activitiesIn(history))
    .filter(({ name, input }) => name !== "commit" && !inputs.has(canonicalJson(input)))
    .map(({ name, input }) => `${name} ${canonicalJson(input)}`);
  return { broken, changed, otherInputs, turns: before.size };
}

/** A codec that changes nothing and hears everything the workflow hands out, also while it replays. */
function listening(heard: unknown[]): PayloadCodec {
  return {
    encode: async (payloads: Payload[]) => {
      for (const { metadata, data } of payloads) {
        if (Buffer.from(metadata?.["encoding"] ?? []).toString() !== "json/plain") continue;
        heard.push(JSON.parse(Buffer.from(data ?? []).toString()));
      }
      return payloads;
    },
    decode: async (payloads: Payload[]) => payloads,
  };
}

/** The digests of every turn; a turn that is committed again, after a repair, has one for each way it came out. */
function digests(batches: readonly CommitBatch[]): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>();
  for (const { caseId, turns } of batches)
    for (const { turn, digest } of turns) {
      const key = `${caseId}.${String(turn)}`;
      found.set(key, (found.get(key) ?? new Set()).add(digest));
    }
  return new Map([...found].map(([key, set]) => [key, [...set].toSorted().join(" ")]));
}
