import type { Release } from "../definition/release.js";
import { facetsIn } from "../definition/facets.js";
import type { SlaLine } from "../protocol/sla.js";
import { stepMs } from "../store/clock-lives.js";
import type { DecidedCount, OpenCount, SlaKey } from "../store/sla-report.js";

/** What was counted, before it is put into lines. */
export type SlaCounts = {
  readonly decided: readonly DecidedCount[];
  readonly open: readonly OpenCount[];
};

/** The lines of a report, by workflow, clock and group, each in the order of the release, days in theirs. */
export function slaLines(
  { body }: Pick<Release, "body">,
  by: SlaKey,
  { decided, open }: SlaCounts,
): readonly SlaLine[] {
  const kinds = new Map([...decided, ...open].map((each) => [keyOf(each), each]));
  return [...kinds.keys()].sort(inOrder(body, by)).flatMap((key) => {
    const kind = kinds.get(key);
    if (!kind) return [];
    const mine = decided.filter((each) => keyOf(each) === key);
    const now = open.filter((each) => keyOf(each) === key);
    return [{ ...namesOf(body, by, kind), ...decidedOf(mine), ...openOf(now) }];
  });
}

type Kind = Pick<DecidedCount, "workflow" | "clock" | "group">;
type Body = Release["body"];

function keyOf({ workflow, clock, group }: Kind): string {
  return [workflow, clock, group].join("\n");
}

function decidedOf(counts: readonly DecidedCount[]) {
  const kept = sum(counts.filter(({ standing }) => standing === "kept"));
  const broken = sum(counts) - kept;
  const all = kept + broken;
  return {
    kept,
    broken,
    compliance: all === 0 ? null : kept / all,
    medianMs: quantileMs(counts, 0.5),
    p90Ms: quantileMs(counts, 0.9),
  };
}

function openOf(counts: readonly OpenCount[]) {
  const standing = (wanted: string) => counts.filter((each) => each.standing === wanted);
  return {
    running: sum(standing("running")),
    atRisk: standing("running").reduce((n, { risk }) => n + risk, 0),
    paused: sum(standing("paused")),
    overdue: sum(standing("overdue")),
  };
}

/** How many there are in all. */
export function sum(counts: readonly { readonly n: number }[]): number {
  return counts.reduce((total, { n }) => total + n, 0);
}

/** The duration that so great a share of what is done did not exceed; null when nothing is done. */
export function quantileMs(
  counts: readonly Pick<DecidedCount, "usedStep" | "n">[],
  share: number,
): number | null {
  const steps = counts
    .flatMap(({ usedStep, n }) => (usedStep === null ? [] : [{ usedStep, n }]))
    .sort((a, b) => a.usedStep - b.usedStep);
  const wanted = Math.ceil(sum(steps) * share);
  let seen = 0;
  for (const { usedStep, n } of steps) {
    seen += n;
    if (seen >= wanted) return stepMs(usedStep);
  }
  return null;
}

function namesOf(body: Body, { by }: SlaKey, { workflow: id, clock, group }: Kind) {
  const workflow = body.workflows.find((each) => each.id === id);
  const queues = by === "queue" ? body.organisation.queues : [];
  const name = queues.find((queue) => queue.id === group)?.name ?? group;
  return {
    workflow: { id, name: workflow?.name ?? id },
    clock: { id: clock, name: workflow?.clocks?.[clock]?.name ?? clock },
    group: by === "clock" ? null : { id: group, name },
  };
}

/** Compares keys by their place in the release; what it does not know comes last, by name. */
function inOrder({ workflows, organisation }: Body, asked: SlaKey) {
  const groupsOf = (workflow: Body["workflows"][number] | undefined) => {
    switch (asked.by) {
      case "priority":
        return workflow?.priorities;
      case "facet":
        return workflow && facetsIn(workflow).find(({ id }) => id === asked.facet)?.values;
      default:
        return organisation.queues.map(({ id }) => id);
    }
  };
  const placesOf = (key: string): readonly number[] => {
    const [workflowId = "", clock = "", group = ""] = key.split("\n");
    const workflow = workflows.find(({ id }) => id === workflowId);
    return [
      placeIn(
        workflows.map(({ id }) => id),
        workflowId,
      ),
      placeIn(Object.keys(workflow?.clocks ?? {}), clock),
      placeIn(groupsOf(workflow) ?? [], group),
    ];
  };
  return (a: string, b: string): number => {
    const [before, after] = [placesOf(a), placesOf(b)];
    const differing = before.findIndex((place, n) => place !== after[n]);
    if (differing === -1) return a < b ? -1 : 1;
    return (before[differing] ?? 0) - (after[differing] ?? 0);
  };
}

function placeIn(ids: readonly string[], id: string): number {
  const place = ids.indexOf(id);
  return place === -1 ? ids.length : place;
}
