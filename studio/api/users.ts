import { queryOptions } from "@tanstack/react-query";
import type { User } from "../../engine/protocol/session.js";
import { call } from "./http.js";
import { keys } from "./keys.js";

/** The staff, for pickers and administration. */
export const usersQuery = queryOptions({
  queryKey: keys.users,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly User[] }>("/api/users", { signal })).items,
  staleTime: 60_000,
});
