import { queryOptions } from "@tanstack/react-query";
import type { CaseTest } from "../../engine/protocol/case-test.js";
import { call } from "./http.js";
import { keys } from "./keys.js";

/** A case as a test of its workflow. Told once: every look at a case is written down. */
export const caseTestQuery = (id: string) =>
  queryOptions({
    queryKey: keys.caseTest(id),
    queryFn: ({ signal }) =>
      call<CaseTest>(`/api/cases/${encodeURIComponent(id)}/test`, { signal }),
    retry: false,
    staleTime: Infinity,
  });
