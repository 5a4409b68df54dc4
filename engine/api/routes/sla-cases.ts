import { Type } from "@sinclair/typebox";
import { isInstant, notOurs, readCursor, writeCursor } from "../../cases/case-cursor.js";
import type { Release } from "../../definition/release.js";
import type { CaseRow } from "../../protocol/case.js";
import { slaCaseListSchema, slaNumberSchema, type SlaCase } from "../../protocol/sla.js";
import type { ClockLifeDoc } from "../../store/clock-lives.js";
import { lifeCursor, type LifeCursor, livesBehind } from "../../store/sla-report.js";
import { listScope } from "../list-scope.js";
import { defineRoute } from "../route.js";
import { slaScope, slaScopeQuery } from "../sla-scope.js";

/** The cases behind a number of the report. */
export const slaCases = defineRoute({
  id: "listSlaCases",
  method: "GET",
  path: "/api/sla/cases",
  group: "Reports",
  summary: "List the cases behind a number of the report",
  description: "Decided promises newest first; open ones, whatever the period, oldest first.",
  permission: "case.read",
  query: Type.Object(
    {
      ...slaScopeQuery,
      number: slaNumberSchema,
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
      cursor: Type.Optional(
        Type.String({ maxLength: 400, description: "`next` of the page before" }),
      ),
    },
    { additionalProperties: false },
  ),
  answers: { 200: slaCaseListSchema },
  handle: async ({ query, caller }, world) => {
    const { number, limit = 50, cursor } = query;
    const now = world.now();
    const after = cursor === undefined ? null : readLifeCursor(cursor);
    const page = { number, limit: limit + 1, after, now: new Date(now) };
    const lives = await livesBehind(world.store, slaScope(query, caller, now), page);
    const shown = lives.slice(0, limit);
    const rows = await world.cases.rows(
      shown.map(({ caseId }) => caseId),
      listScope(caller),
    );
    const release = await world.release();
    const items = shown.map((life) => viewOf(life, rows.get(life.caseId) ?? null, release));
    const last = lives.length > limit ? shown.at(-1) : undefined;
    const next = last ? writeCursor(lifeCursor(number, last)) : null;
    return { status: 200, body: { items, next } };
  },
});

function viewOf(life: ClockLifeDoc, row: CaseRow | null, { body }: Pick<Release, "body">): SlaCase {
  const clocks = body.workflows.find(({ id }) => id === life.workflow)?.clocks;
  const queue = body.organisation.queues.find(({ id }) => id === life.queue);
  return {
    caseId: life.caseId,
    case: row,
    clock: { id: life.clock, name: clocks?.[life.clock]?.name ?? life.clock },
    priority: life.priority,
    queue: { id: life.queue, name: queue?.name ?? life.queue },
    standing: life.standing,
    startedAt: life.startedAt.toISOString(),
    dueAt: (life.brokenAt ?? life.dueAt)?.toISOString() ?? null,
    endedAt: life.endedAt?.toISOString() ?? null,
    usedMs: life.usedMs,
  };
}

function readLifeCursor(text: string): LifeCursor {
  const { at, id } = readCursor(text);
  if (typeof id !== "string" || !isInstant(at)) throw notOurs();
  return { at, id };
}
