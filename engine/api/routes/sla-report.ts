import { Type } from "@sinclair/typebox";
import { notOurs, readCursor, writeCursor } from "../../cases/case-cursor.js";
import { CasewrightError } from "../../protocol/errors.js";
import { type SlaGrouping, slaGroupingSchema, slaReportSchema } from "../../protocol/sla.js";
import { countDecided, countOpen, type SlaKey } from "../../store/sla-report.js";
import { defineRoute } from "../route.js";
import { slaScope, slaScopeQuery } from "../sla-scope.js";
import { slaLines } from "../sla-view.js";

/** How promises were kept over a period, and how those that are open stand. */
export const slaReport = defineRoute({
  id: "reportSla",
  method: "GET",
  path: "/api/sla",
  group: "Reports",
  summary: "Report how promises are kept",
  description:
    "For each clock that promises something: kept and broken in the period, the time they took by their own calendar, and how the open ones stand. Of the queues that you see, without exercises and chores.",
  permission: "case.read",
  query: Type.Object(
    {
      ...slaScopeQuery,
      by: Type.Optional(slaGroupingSchema),
      facet: Type.Optional(
        Type.String({ maxLength: 40, description: "Which facet, when it counts by `facet`" }),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 400 })),
      cursor: Type.Optional(
        Type.String({ maxLength: 100, description: "`next` of the page before" }),
      ),
    },
    { additionalProperties: false },
  ),
  answers: { 200: slaReportSchema },
  handle: async ({ query, caller }, world) => {
    const { limit = 400, cursor } = query;
    const key = keyOf(query);
    const now = world.now();
    const scope = slaScope(query, caller, now);
    const release = await world.release();
    const zone = release.body.calendars?.[0]?.zone ?? "UTC";
    const [decided, open] = await Promise.all([
      countDecided(world.store, scope, { key, zone }),
      countOpen(world.store, scope, { key, now: new Date(now) }),
    ]);
    const lines = slaLines(release, key, { decided, open });
    const first = cursor === undefined ? 0 : placeOf(cursor);
    const next = first + limit < lines.length ? writeCursor({ place: first + limit }) : null;
    const [from, to] = [scope.from.toISOString(), scope.to.toISOString()];
    const items = lines.slice(first, first + limit);
    return { status: 200, body: { from, to, zone, items, next } };
  },
});

/** @throws CasewrightError invalid_input when it counts by a facet and does not say which */
function keyOf({
  by = "clock",
  facet,
}: {
  readonly by?: SlaGrouping;
  readonly facet?: string;
}): SlaKey {
  if (by !== "facet") return { by };
  if (facet === undefined) {
    const message = "Say which facet, as `facet=category`";
    throw new CasewrightError("invalid_input", { errors: [{ pointer: "?facet", message }] });
  }
  return { by, facet };
}

function placeOf(cursor: string): number {
  const { place } = readCursor(cursor);
  if (typeof place !== "number" || !Number.isSafeInteger(place) || place < 0) throw notOurs();
  return place;
}
