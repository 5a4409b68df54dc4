import { Type } from "@sinclair/typebox";
import { openByRelease } from "../../store/open-counts.js";
import { releaseHistory } from "../../store/releases.js";
import { usersByIds } from "../../store/users.js";
import { releaseLineSchema } from "../definition-shapes.js";
import { defineRoute } from "../route.js";

/** Who published what, when and why, and how many cases still follow it; newest first. */
export const releaseList = defineRoute({
  id: "listReleases",
  method: "GET",
  path: "/api/releases",
  group: "Releases",
  summary: "The history of releases",
  permission: "release.read",
  query: Type.Object(
    {
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
      cursor: Type.Optional(
        Type.Integer({ minimum: 1, description: "`next` of the page before: a release number" }),
      ),
    },
    { additionalProperties: false },
  ),
  answers: {
    200: Type.Object(
      { items: Type.Array(releaseLineSchema), next: Type.Union([Type.String(), Type.Null()]) },
      { $id: "ReleaseList" },
    ),
  },
  handle: async ({ query: { limit = 50, cursor = Number.MAX_SAFE_INTEGER } }, { store }) => {
    const docs = await releaseHistory(store, { limit, before: cursor });
    const [people, open] = await Promise.all([
      usersByIds(store, [...new Set(docs.map(({ by }) => by))]),
      openByRelease(
        store,
        docs.map(({ _id }) => _id),
      ),
    ]);
    const items = docs.map(({ _id, hash, by, reason, at, plugins }) => ({
      number: _id,
      hash,
      by: people.find((user) => user._id === by)?.name ?? by,
      reason,
      at: at.toISOString(),
      open: open
        .filter(({ release }) => release === _id)
        .map(({ interpreter, cases }) => ({ interpreter, cases })),
      ...(plugins ? { plugins: [...plugins] } : {}),
    }));
    const last = items.length === limit ? items.at(-1) : undefined;
    return { status: 200, body: { items, next: last ? String(last.number) : null } };
  },
});
