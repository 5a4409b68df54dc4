import type { Finding } from "../../../engine/definition/finding.js";
import type { Workflow } from "../../../engine/definition/workflow.js";

/** What the check says, with the names of states, transitions and clocks where it says their ids, which nobody typed here. */
export function withNames(finding: Finding, workflow: Workflow): Finding {
  const named = (text: string) =>
    text.replaceAll(/`([a-z][a-z0-9_]*)`/g, (quoted, id: string) => {
      const name = nameOf(id, finding.path, workflow);
      return name === null ? quoted : `“${name}”`;
    });
  const { message, fix } = finding;
  return { ...finding, message: named(message), ...(fix === undefined ? {} : { fix: named(fix) }) };
}

/** Of several things with one id, the kind that the finding is about is meant. */
function nameOf(id: string, path: string, workflow: Workflow): string | null {
  const { states, transitions, clocks = {} } = workflow;
  const named = path.includes("/transitions/")
    ? [transitions, states, clocks]
    : [states, transitions, clocks];
  const found = named.find((things) => Object.hasOwn(things, id))?.[id];
  return found?.name ?? null;
}
