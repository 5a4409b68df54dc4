import { queryOptions } from "@tanstack/react-query";
import type { DecisionReasons } from "../../engine/protocol/case.js";
import type { CaseJourney } from "../../engine/protocol/case-journey.js";
import { call } from "./http.js";
import { keys } from "./keys.js";

/** The way that a case has come, as far as its timeline does not tell it. */
export const journeyQuery = (id: string) =>
  queryOptions({
    queryKey: keys.journey(id),
    queryFn: ({ signal }) => call<CaseJourney>(of(id, "journey"), { signal }),
  });

/** Why the rules decided as they did at one turn of a case. */
export const reasonsQuery = (id: string, decision: string) =>
  queryOptions({
    queryKey: keys.decision(decision),
    queryFn: ({ signal }) =>
      call<DecisionReasons>(of(id, `decisions/${encodeURIComponent(decision)}`), { signal }),
    staleTime: Infinity,
  });

function of(id: string, what: string): string {
  return `/api/cases/${encodeURIComponent(id)}/${what}`;
}
