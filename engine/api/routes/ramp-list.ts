import { rampListSchema } from "../../protocol/ramp.js";
import { latestRamps } from "../../store/ramps.js";
import { rampViews } from "../ramp-view.js";
import { defineRoute } from "../route.js";

/** Nobody looks further back; each is counted anew. */
const SHOWN = 20;

/** Which releases are or were ramped, and how their cases do. */
export const rampList = defineRoute({
  id: "listRamps",
  method: "GET",
  path: "/api/ramps",
  group: "Releases",
  summary: "Ramps, newest first, with the numbers of both releases",
  permission: "release.read",
  answers: { 200: rampListSchema },
  handle: async (_request, { store }) => ({
    status: 200,
    body: { items: await rampViews(store, await latestRamps(store, SHOWN)) },
  }),
});
