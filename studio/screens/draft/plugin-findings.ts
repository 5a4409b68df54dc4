import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Finding, pointer } from "../../../engine/definition/finding.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { releaseCheckQuery } from "../../api/release-check.js";
import { contributionsQuery } from "../../api/rule-plugins.js";
import { useChanges } from "./changes-context.js";

/** Whoever types is done before the servers are asked. */
const PAUSE_MS = 500;

/** What plugins have found, and in which release. */
type Found = { readonly definition: ReleaseBody; readonly findings: readonly Finding[] };

/** What the lints of plugins find in all that somebody changes, a moment after the last change; nothing where no plugin brings any. */
export function usePluginFindings(): readonly Finding[] {
  return useFound().findings;
}

/** What they find in one definition. Paths lead into it. */
export function usePluginFindingsIn(
  list: "workflows" | "ruleSets" | "templates",
  id: string,
): readonly Finding[] {
  const { definition, findings } = useFound();
  return useMemo(() => {
    const within = pointer(
      list,
      definition[list].findIndex((one) => one.id === id),
    );
    return findings.flatMap((one) =>
      one.path === within || one.path.startsWith(`${within}/`)
        ? [{ ...one, path: one.path.slice(within.length) }]
        : [],
    );
  }, [definition, findings, list, id]);
}

function useFound(): Found {
  const { body } = useChanges();
  const lints = useQuery(contributionsQuery).data?.lints;
  const isAsked = Object.keys(lints ?? {}).length > 0;
  const [rested] = useDebouncedValue(body, PAUSE_MS);
  const query = useMemo(() => releaseCheckQuery(isAsked ? rested : null), [isAsked, rested]);
  const { data } = useQuery({ ...query, placeholderData: keepPreviousData });
  return useMemo(
    () => ({
      definition: data?.definition ?? rested,
      findings: (data?.findings ?? []).filter(({ code }) => Object.hasOwn(lints ?? {}, code)),
    }),
    [data, rested, lints],
  );
}
