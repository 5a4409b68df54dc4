import { useQueryClient, type InfiniteData } from "@tanstack/react-query";
import type { CaseList } from "../../../engine/protocol/case.js";
import { keys } from "../../api/keys.js";

/** The tickets before and after this one on the list it was opened from. */
export function useNeighbours(id: string): {
  readonly previous: string | undefined;
  readonly next: string | undefined;
} {
  const client = useQueryClient();
  const lists = client.getQueriesData<InfiniteData<CaseList>>({ queryKey: keys.lists });
  for (const [, data] of lists.toReversed()) {
    const ids = data?.pages.flatMap((page) => page.items.map((row) => row.id)) ?? [];
    const at = ids.indexOf(id);
    if (at !== -1) return { previous: ids[at - 1], next: ids[at + 1] };
  }
  return { previous: undefined, next: undefined };
}
