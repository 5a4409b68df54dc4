import { join } from "node:path";
import type { Config } from "../engine/config.js";
import type { Release, ReleaseBody } from "../engine/definition/release.js";
import type { Workflow } from "../engine/definition/workflow.js";
import { readReleaseFiles, SHIPPED_FOLDERS } from "../engine/release-files.js";

/** Id of the workflow whose cases are measured. */
export const BENCH_TICKET = "bench-ticket";

/** Id of the workflow whose cases wait one second and close. */
export const BENCH_TIMER = "bench-timer";

/** The release we ship, with two workflows that are cut from its ticket. */
export async function benchRelease({ projectRoot }: Config): Promise<ReleaseBody> {
  const { body } = await readReleaseFiles(
    SHIPPED_FOLDERS.map((folder) => join(projectRoot, folder)),
  );
  const ticket = body?.workflows.find(({ id }) => id === "ticket");
  if (!body || !ticket) throw new Error("the shipped definitions do not load");
  return { ...body, workflows: [...body.workflows, benchTicket(ticket), benchTimer(ticket)] };
}

/** A workflow of a release. */
export function workflowOf({ body }: Release, wanted: string): Workflow {
  const found = body.workflows.find(({ id }) => id === wanted);
  if (!found) throw new RangeError(`no workflow ${wanted}`);
  return found;
}

/**
 * The shipped ticket without rules, which the hand-written workflow has none of, and with the shortest clock that a
 * definition may have. Nobody is told anything because the case has no contact.
 */
function benchTicket(ticket: Workflow): Workflow {
  const { onCreate: _decides, routes: _routes, ...rest } = ticket;
  return {
    ...rest,
    id: BENCH_TICKET,
    subject: { ...rest.subject, prefix: "B" },
    clocks: {
      auto_close: {
        name: "Close",
        starts: { state: "resolved" },
        stops: ["reopen"],
        target: "PT1S",
      },
    },
  };
}

function benchTimer(ticket: Workflow): Workflow {
  const bench = benchTicket(ticket);
  return {
    ...bench,
    id: BENCH_TIMER,
    subject: { ...bench.subject, prefix: "BT" },
    initial: "resolved",
    clocks: { auto_close: { name: "Close", starts: { event: "created" }, target: "PT1S" } },
  };
}
