import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import { openLink, TRACKING_LIFE_MS } from "../../store/links.js";
import { TRACKING_COOKIE } from "../permission.js";
import { defineRoute } from "../route.js";

/** Trading the one-time token of a message for a session of 24 hours that shows one case. */
export const trackingOpen = defineRoute({
  id: "openTracking",
  method: "POST",
  path: "/api/public/track/open",
  group: "Patients",
  summary: "Open a one-time link",
  description:
    "The session comes as a cookie that scripts cannot read. A used, old or unknown token answers 401; a fresh link can " +
    "be asked for by SMS.",
  permission: "public",
  body: Type.Object(
    { token: Type.String({ pattern: "^[A-Za-z0-9_-]{22}$" }) },
    { additionalProperties: false, $id: "TrackingToken" },
  ),
  answers: { 200: Type.Object({ case: Type.String() }, { $id: "TrackingOpened" }) },
  errors: ["unauthenticated"],
  keepsAnswer: "never",
  handle: async ({ body }, { store, now }) => {
    const opened = await openLink(store, body.token, new Date(now()));
    if (opened.kind !== "opened") throw new CasewrightError("unauthenticated");
    return {
      status: 200,
      body: { case: opened.caseId },
      cookie: {
        name: TRACKING_COOKIE,
        value: opened.session,
        path: "/api/public/track",
        maxAgeMs: TRACKING_LIFE_MS,
      },
    };
  },
});
