import type { ReleaseBody } from "../../../engine/definition/release.js";
import { idFor, prefixFor } from "../../draft/new-workflow.js";
import type { Starter } from "../../starters/starters.js";
import type { Taking } from "../../starters/take-starter.js";

/** What is asked before a starter is taken, as it begins: its own names where they are free, and new roles. */
export function startOf({ workflow }: Starter, body: ReleaseBody): Taking {
  const { name, id, subject } = workflow;
  const isTaken = body.workflows.some((one) => one.id === id);
  const hasPrefix = body.workflows.some((one) => one.subject.prefix === subject.prefix);
  return {
    name,
    id: isTaken ? idFor(name, body, ["workflows"]) : id,
    prefix: hasPrefix ? prefixFor(name, body) : subject.prefix,
    roles: {},
    here: [],
  };
}
