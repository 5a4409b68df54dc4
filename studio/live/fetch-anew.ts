import type { InvalidateQueryFilters, QueryClient } from "@tanstack/react-query";

/**
 * Fetches again what is shown of these; all without filters. A first answer that is still on its way may have been read before
 * what made it stale, and the client would wait for it alone: what waited for one is fetched once more when it is there.
 */
export async function fetchAnew(client: QueryClient, filters: InvalidateQueryFilters = {}) {
  const first = client
    .getQueryCache()
    .findAll({ ...filters, fetchStatus: "fetching" })
    .filter(({ state }) => state.data === undefined);
  await client.invalidateQueries(filters);
  if (first.length > 0)
    await client.invalidateQueries({ predicate: (query) => first.includes(query) });
}
