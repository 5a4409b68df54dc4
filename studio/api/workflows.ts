import { queryOptions } from "@tanstack/react-query";
import type { Facet } from "../../engine/definition/facets.js";
import type { Form } from "../../engine/definition/form.js";
import type { Release } from "../../engine/definition/release.js";
import type { Flow } from "../../engine/protocol/flow.js";
import { call, withQuery } from "./http.js";
import { keys } from "./keys.js";

/** A kind of case as the desk needs it: what to ask for a new one, and what lists can be narrowed to. */
export type WorkflowSummary = {
  readonly id: string;
  readonly name: string;
  readonly form: Form;
  /** What to ask besides when it is opened on the phone; null where the person cannot log calls. */
  readonly call: Form | null;
  /** Most urgent first. */
  readonly priorities: readonly string[];
  /** From beginning to end. */
  readonly states: readonly {
    readonly id: string;
    readonly name: string;
    readonly class: string;
  }[];
  /** What its cases are listed and counted by besides. */
  readonly facets: readonly Facet[];
};

/** The kinds of case of the current release. */
export const workflowsQuery = queryOptions({
  queryKey: keys.workflows,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly WorkflowSummary[] }>("/api/workflows", { signal })).items,
  staleTime: 60_000,
});

/** The release that new cases start under, whole. */
export const releaseQuery = queryOptions({
  queryKey: keys.release,
  queryFn: ({ signal }) => call<Release>("/api/releases/current", { signal }),
  staleTime: 60_000,
});

/** Open cases of one state, and those of them that are late. */
export type OpenOfState = { readonly state: string; readonly open: number; readonly late: number };

/** Open cases by state, of those the person may see; states without any are left out. */
export const stateCountsQuery = (workflow: string) =>
  queryOptions({
    queryKey: keys.stateCounts(workflow),
    queryFn: async ({ signal }) => {
      const path = `/api/workflows/${encodeURIComponent(workflow)}/counts`;
      const { items } = await call<{ items: readonly OpenOfState[] }>(path, { signal });
      return items;
    },
  });

const DAY_MS = 24 * 60 * 60 * 1000;

/** How the cases of a workflow moved over the last days, of the queues that the person sees. */
export const flowQuery = (workflow: string, days: number) =>
  queryOptions({
    queryKey: keys.flow(workflow, days),
    queryFn: ({ signal }) => {
      const from = new Date(Date.now() - days * DAY_MS).toISOString();
      const path = `/api/workflows/${encodeURIComponent(workflow)}/flow`;
      return call<Flow>(withQuery(path, { from }), { signal });
    },
    staleTime: 60_000,
  });
