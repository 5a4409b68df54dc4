import { queryOptions, skipToken } from "@tanstack/react-query";
import { contentHash } from "../../engine/definition/canonical.js";
import type { Finding } from "../../engine/definition/finding.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { call } from "./http.js";
import { keys } from "./keys.js";

/** What the servers' check says of a release: the lints of plugins run there alone. Null asks nothing, and costs no hash. */
export const releaseCheckQuery = (definition: ReleaseBody | null) =>
  queryOptions({
    queryKey: keys.releaseCheck(definition === null ? "" : contentHash(definition)),
    queryFn:
      definition === null
        ? skipToken
        : async ({ signal }) => {
            const asked = { method: "POST", body: { definition }, signal } as const;
            const { findings } = await call<{ findings: readonly Finding[] }>(
              "/api/releases/check",
              asked,
            );
            return { definition, findings };
          },
    retry: false,
    // The same release is found the same until the servers start anew.
    staleTime: Infinity,
  });
