import { queryOptions } from "@tanstack/react-query";
import type { User, UserRequest } from "../../engine/protocol/session.js";
import { call, withQuery } from "./http.js";
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

type ReleasePage = { readonly items: readonly ReleaseLine[]; readonly next: string | null };

/** All releases, the newest first: what was published stands there for ever, and may be brought back. */
export const releasesQuery = queryOptions({
  queryKey: keys.releases,
  queryFn: async ({ signal }) => {
    const all: ReleaseLine[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const path = withQuery("/api/releases", { limit: "100", cursor });
      const page: ReleasePage = await call(path, { signal });
      all.push(...page.items);
      cursor = page.next;
    }
    return all;
  },
});

/** Adds a member of staff. @throws Problem with the wrong fields */
export function addUser(request: UserRequest): Promise<User> {
  return call("/users", { method: "POST", body: request, idempotencyKey: newKey() });
}
