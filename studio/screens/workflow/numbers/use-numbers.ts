import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { flowQuery, stateCountsQuery, type OpenOfState } from "../../../api/workflows.js";
import type { CaseGraph, StateCounts } from "../../../canvas/graph.js";
import { useMay } from "../../desk/session.js";
import { PERIODS, SHADES, type Numbers } from "./numbers.js";

/** Whether the numbers may be seen, and which of them could not be loaded. */
export type Known = {
  readonly mayRead: boolean;
  readonly uncounted: boolean;
  readonly unmoved: boolean;
};

/** What the address asks for of the numbers of a workflow, and which of them could not be loaded. */
export function useNumbers(workflow: string, { states }: CaseGraph, address: URLSearchParams) {
  const mayRead = useMay("case.read");
  const days = PERIODS.find((each) => String(each) === address.get("days")) ?? 30;
  const shade = SHADES.find((each) => each === address.get("shade")) ?? "kind";
  const open = useQuery({ ...stateCountsQuery(workflow), enabled: mayRead });
  const moved = useQuery({ ...flowQuery(workflow, days), enabled: mayRead });
  const numbers: Numbers = useMemo(
    () => ({
      ...{ days, shade, flow: moved.data },
      counts: byState(open.data, states, "open"),
      late: byState(open.data, states, "late"),
    }),
    [days, shade, open.data, moved.data, states],
  );
  return {
    numbers,
    mayRead,
    uncounted: open.isError && open.data === undefined,
    unmoved: moved.isError && moved.data === undefined,
  };
}

/** Numbers by state, with a 0 where none is. */
function byState(
  items: readonly OpenOfState[] | undefined,
  states: CaseGraph["states"],
  number: "open" | "late",
): StateCounts | undefined {
  return (
    items &&
    new Map([
      ...states.map(({ id }) => [id, 0] as const),
      ...items.map((item) => [item.state, item[number]] as const),
    ])
  );
}
