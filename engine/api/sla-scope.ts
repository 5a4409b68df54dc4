import { Type, type Static } from "@sinclair/typebox";
import { readFacets } from "../definition/facets.js";
import { CasewrightError } from "../protocol/errors.js";
import type { SlaScope } from "../store/sla-report.js";
import type { Caller } from "./caller.js";
import { facetsQuery } from "./facets-query.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Period of a report that names none, and the longest one. */
const ORDINARY_DAYS = 30;
const MAX_DAYS = 366;

const name = (description: string) => Type.Optional(Type.String({ maxLength: 40, description }));
const instant = (description: string) =>
  Type.Optional(Type.String({ format: "date-time", maxLength: 40, description }));

/** What every report on promises can be narrowed to. */
export const slaScopeQuery = {
  from: instant("Decided from this instant on; 30 days before `to` when left out"),
  to: instant("Decided before this instant; now when left out"),
  workflow: name("Id of a workflow"),
  clock: name("Id of a clock"),
  priority: name("A priority of the workflow"),
  queue: name("Id of a queue"),
  facets: facetsQuery,
};
type Asked = Static<ReturnType<typeof Type.Object<typeof slaScopeQuery>>>;

/**
 * The promises that a caller asks about, as far as they may see them.
 * @throws CasewrightError invalid_input for a period that ends before it begins, or is longer than a year
 */
export function slaScope(asked: Asked, caller: Caller, now: number): SlaScope {
  const { from, to, workflow, clock, priority, queue, facets } = asked;
  const until = to === undefined ? now : Date.parse(to);
  const since = from === undefined ? until - ORDINARY_DAYS * DAY_MS : Date.parse(from);
  if (since >= until) throw badPeriod("The period ends before it begins");
  if (until - since > MAX_DAYS * DAY_MS) throw badPeriod("The period is longer than a year");
  return {
    from: new Date(since),
    to: new Date(until),
    queues: caller.queues,
    ...(workflow === undefined ? {} : { workflow }),
    ...(clock === undefined ? {} : { clock }),
    ...(priority === undefined ? {} : { priority }),
    ...(queue === undefined ? {} : { queue }),
    ...(facets === undefined ? {} : { facets: readFacets(facets) }),
  };
}

function badPeriod(message: string): CasewrightError {
  return new CasewrightError("invalid_input", { errors: [{ pointer: "?from", message }] });
}
