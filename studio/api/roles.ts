import { queryOptions } from "@tanstack/react-query";
import { call } from "./http.js";

/** A role as a person can be given it. */
export type RoleName = { readonly id: string; readonly name: string };

/** The roles of the organisation. */
export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly RoleName[] }>("/api/roles", { signal })).items,
  staleTime: 60_000,
});
