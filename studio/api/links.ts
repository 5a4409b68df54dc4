import { queryOptions } from "@tanstack/react-query";
import type { CaseLink } from "../../engine/protocol/case.js";
import { call } from "./http.js";
import { keys } from "./keys.js";

/** The answer about the cases that one has to do with. */
type Links = { readonly links: readonly CaseLink[] };

/** The cases that one has to do with. A live frame about one of them makes it stale. */
export const linksQuery = (id: string) =>
  queryOptions({
    queryKey: keys.links(id),
    queryFn: ({ signal }) => call<Links>(`/api/cases/${encodeURIComponent(id)}/links`, { signal }),
  });

/** Whether a cached answer is one of {@link linksQuery}. */
export function isLinks(answer: unknown): answer is Links {
  return typeof answer === "object" && answer !== null && "links" in answer;
}
