import { queryOptions } from "@tanstack/react-query";
import type { User, UserRequest } from "../../engine/protocol/session.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** A published release: its number, and who published it when and why. */
export type ReleaseLine = {
  readonly number: number;
  readonly hash: string;
  readonly by: string;
  readonly reason: string;
  readonly at: string;
  /** Open cases that follow it, by the interpreter that they run on. */
  readonly open: readonly { readonly interpreter: number; readonly cases: number }[];
};

/** Releases, the newest first. */
export const releasesQuery = queryOptions({
  queryKey: keys.releases,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly ReleaseLine[] }>("/api/releases", { signal })).items,
});

/** Adds a member of staff. @throws Problem with the wrong fields */
export function addUser(request: UserRequest): Promise<User> {
  return call("/users", { method: "POST", body: request, idempotencyKey: newKey() });
}
