import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { stateCountsQuery } from "../../api/workflows.js";
import type { CaseGraph, StateCounts } from "../../canvas/graph.js";
import { useMay } from "../desk/session.js";

/** Open cases by state, with a 0 where none is; undefined as long as they are not known. */
export function useCounts(workflow: string, { states }: CaseGraph) {
  const mayRead = useMay("case.read");
  const { data, error } = useQuery({ ...stateCountsQuery(workflow), enabled: mayRead });
  const counts: StateCounts | undefined = useMemo(
    () =>
      data &&
      new Map([
        ...states.map(({ id }) => [id, 0] as const),
        ...data.map(({ state, open }) => [state, open] as const),
      ]),
    [data, states],
  );
  return { counts, failed: error !== null && data === undefined };
}
