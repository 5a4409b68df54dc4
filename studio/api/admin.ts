import { queryOptions } from "@tanstack/react-query";
import type { RuleSet } from "../../engine/definition/rule-set.js";
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
};

/** Releases, the newest first. */
export const releasesQuery = queryOptions({
  queryKey: keys.releases,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly ReleaseLine[] }>("/api/releases", { signal })).items,
});

/** The rule sets of the release that runs. */
export const ruleSetsQuery = queryOptions({
  queryKey: keys.ruleSets,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly RuleSet[] }>("/api/rule-sets", { signal })).items,
});

/** A changed rule set, why it was changed, and the release that the change began with. */
export type Publication = {
  readonly ruleSet: unknown;
  readonly reason: string;
  /** Publishing is refused when a newer release is there: nobody overwrites another's change. */
  readonly baseRelease: number;
};

/** Replaces a rule set by publishing a new release. @throws Problem `invalid_definition` with findings */
export function publishRules(
  id: string,
  { ruleSet, reason, baseRelease }: Publication,
): Promise<{ readonly number: number }> {
  return call(`/api/rule-sets/${encodeURIComponent(id)}`, {
    method: "PUT",
    body: { definition: ruleSet, reason, baseRelease },
    idempotencyKey: newKey(),
  });
}

/** Adds a member of staff. @throws Problem with the wrong fields */
export function addUser(request: UserRequest): Promise<User> {
  return call("/users", { method: "POST", body: request, idempotencyKey: newKey() });
}
