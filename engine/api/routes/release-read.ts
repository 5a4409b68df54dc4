import { releaseByNumber } from "../../store/releases.js";
import { releaseParams, releaseSchema } from "../definition-shapes.js";
import { defineRoute } from "../route.js";

/** The release that new cases start under. */
export const releaseCurrent = defineRoute({
  id: "readCurrentRelease",
  method: "GET",
  path: "/api/releases/current",
  group: "Releases",
  summary: "The current release",
  permission: "release.read",
  answers: { 200: releaseSchema },
  handle: async (_request, { release }) => ({ status: 200, body: await release() }),
});

/** Any release, whole. */
export const releaseRead = defineRoute({
  id: "readRelease",
  method: "GET",
  path: "/api/releases/:number",
  group: "Releases",
  summary: "A release, whole",
  permission: "release.read",
  params: releaseParams,
  answers: { 200: releaseSchema },
  handle: async ({ params }, { store }) => ({
    status: 200,
    body: await releaseByNumber(store, params.number),
  }),
});
