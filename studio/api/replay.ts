import { queryOptions } from "@tanstack/react-query";
import { contentHash } from "../../engine/definition/canonical.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { CaseReplay, ReplayedCase } from "../../engine/protocol/case-replay.js";
import type { Replay, UnjudgedReason } from "../../engine/protocol/replay.js";
import type { Decision } from "../../rules/decision.js";
import { call } from "./http.js";
import { keys } from "./keys.js";

/** The server itself gives up after a minute. */
const TIMEOUT_MS = 65_000;

/** What a draft would have decided otherwise in the last days, beside the release that runs. */
export const replayQuery = (definition: ReleaseBody, asked: { release: number; days: number }) =>
  queryOptions({
    queryKey: keys.replay(contentHash(definition), asked),
    queryFn: ({ signal }) =>
      call<Replay>("/api/replays", {
        ...{ method: "POST", body: { definition, days: asked.days } },
        ...{ signal, timeoutMs: TIMEOUT_MS },
      }),
    retry: false,
    // Cases come in all the time; whoever comes back to the page is told anew.
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** One decision as it was made, and as the draft would have made it. */
export type ReplayedDecision = {
  readonly case: string;
  readonly release: number;
  readonly before: Decision;
  readonly after: Decision | null;
  readonly unjudged: { readonly why: UnjudgedReason; readonly fact?: string } | null;
};

/** Both decisions with their reasons, which are the patient's: each look is written down. */
export const replayedDecisionQuery = (id: string, definition: ReleaseBody) =>
  queryOptions({
    queryKey: keys.replayedDecision(id, contentHash(definition)),
    queryFn: ({ signal }) =>
      call<ReplayedDecision>(`/api/replays/decisions/${encodeURIComponent(id)}`, {
        ...{ method: "POST", body: { definition }, signal },
      }),
    retry: false,
    gcTime: 0,
  });

/** How cases that were opened in the last days would have gone with a draft, beside how they go as it runs. */
export const caseReplayQuery = (
  definition: ReleaseBody,
  asked: { release: number; days: number },
) =>
  queryOptions({
    queryKey: keys.caseReplay(contentHash(definition), asked),
    queryFn: ({ signal }) =>
      call<CaseReplay>("/api/replays/cases", {
        ...{ method: "POST", body: { definition, days: asked.days } },
        ...{ signal, timeoutMs: TIMEOUT_MS },
      }),
    retry: false,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** One case as it goes and as it would go: each look is written down. */
export const replayedCaseQuery = (id: string, definition: ReleaseBody) =>
  queryOptions({
    queryKey: keys.replayedCase(id, contentHash(definition)),
    queryFn: ({ signal }) =>
      call<ReplayedCase>(`/api/replays/cases/${encodeURIComponent(id)}`, {
        ...{ method: "POST", body: { definition }, signal },
      }),
    retry: false,
    gcTime: 0,
  });
