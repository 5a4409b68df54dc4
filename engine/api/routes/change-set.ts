import { Type } from "@sinclair/typebox";
import {
  changeSetSchema,
  changeSetWriteSchema,
  type ChangeSet,
} from "../../protocol/change-set.js";
import { CasewrightError } from "../../protocol/errors.js";
import { changeSetOf, writeChangeSet } from "../../store/change-sets.js";
import { defineRoute } from "../route.js";

const NOTHING: Omit<ChangeSet, "at"> = { revision: 0, release: 0, steps: [], done: 0 };

/** What the caller has changed and not published, from whatever browser. */
export const changeSetRead = defineRoute({
  id: "readChanges",
  method: "GET",
  path: "/api/changes",
  group: "Releases",
  summary: "My changes that are not published",
  description: "Each person has one change set over the whole release, and nobody sees another's.",
  permission: "release.publish",
  answers: { 200: changeSetSchema },
  handle: async ({ caller }, { store }) => {
    const kept = await changeSetOf(store, caller.user.id);
    const { revision, release, steps, done } = kept ?? NOTHING;
    const at = kept?.at.toISOString() ?? null;
    const body: ChangeSet = { revision, release, steps, done, at };
    return { status: 200, body };
  },
});

/** Keeping what the caller has changed. */
export const changeSetWrite = defineRoute({
  id: "keepChanges",
  method: "PUT",
  path: "/api/changes",
  group: "Releases",
  summary: "Keep my changes that are not published",
  description:
    "Replaces the whole list. Whoever looked at an older revision gets `already_exists`, reads again and puts what is new on " +
    "top: no browser overwrites another. Nothing is checked before it is published.",
  permission: "release.publish",
  reads: "definition",
  body: changeSetWriteSchema,
  answers: { 200: Type.Object({ revision: Type.Integer() }, { $id: "ChangesKept" }) },
  errors: ["already_exists"],
  handle: async ({ body: { revision: before, ...content }, caller }, { store, now }) => {
    const { steps, done } = content;
    const wrong = [
      ...(done > steps.length ? [{ pointer: "/done", message: "is more than there are" }] : []),
      ...(new Set(steps.map(({ key }) => key)).size < steps.length
        ? [{ pointer: "/steps", message: "has two with the same key" }]
        : []),
    ];
    if (wrong.length > 0) throw new CasewrightError("invalid_input", { errors: wrong });
    const revision = before + 1;
    const at = new Date(now());
    const kept = await writeChangeSet(store, { _id: caller.user.id, revision, ...content, at });
    if (!kept)
      throw new CasewrightError("already_exists", { detail: "Another browser has written since." });
    return { status: 200, body: { revision } };
  },
});
