import { queryOptions } from "@tanstack/react-query";
import type { Form } from "../../engine/definition/form.js";
import { call } from "./http.js";
import { keys } from "./keys.js";

/** A kind of case as the desk needs it: what to ask for a new one, and what lists can be narrowed to. */
export type WorkflowSummary = {
  readonly id: string;
  readonly name: string;
  readonly form: Form;
  /** Most urgent first. */
  readonly priorities: readonly string[];
  /** From beginning to end. */
  readonly states: readonly {
    readonly id: string;
    readonly name: string;
    readonly class: string;
  }[];
};

/** The kinds of case of the current release. */
export const workflowsQuery = queryOptions({
  queryKey: keys.workflows,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly WorkflowSummary[] }>("/api/workflows", { signal })).items,
  staleTime: 60_000,
});
