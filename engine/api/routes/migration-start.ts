import { agree } from "../../migrations/agree.js";
import { CasewrightError } from "../../protocol/errors.js";
import { migrationRequestSchema, migrationSchema } from "../../protocol/migration.js";
import { insertMigration, migrationById, type MigrationDoc } from "../../store/migrations.js";
import { actorOf } from "../caller.js";
import { migrationViews } from "../migration-view.js";
import { requireEveryRight } from "../rights.js";
import { defineRoute } from "../route.js";

/** Moving the open cases of a release to another one. */
export const migrationStart = defineRoute({
  id: "startMigration",
  method: "POST",
  path: "/api/migrations",
  group: "Releases",
  summary: "Move open cases to another release",
  description:
    "Moves every open case of a workflow that follows `from` and can go on under `to`, one turn of its own each: it keeps its data, its " +
    "place in line and what it was promised; nothing is sent. Goes on by itself after a crash, rests after each wave, and can be taken " +
    "back by a migration that `undoes` it. Look at `POST /api/migrations/plan` first.",
  permission: "release.publish",
  body: migrationRequestSchema,
  answers: { 201: migrationSchema },
  errors: ["invalid_input", "already_exists", "change_not_allowed"],
  handle: async ({ body, caller, requestId }, world) => {
    await requireEveryRight(caller, world);
    const { store, now } = world;
    const { mapping } = await agree(store, body);
    const { workflow, from, to, reason, undoes = null, wave = null } = body;
    const migration: MigrationDoc = {
      ...{ _id: requestId, workflow, from, to, mapping, undoes, reason, wave },
      ...{ by: actorOf(caller).id, at: new Date(now()) },
      ...{ standing: "listing", until: null, lease: null },
    };
    const repeated = await migrationById(store, requestId);
    if (repeated === null && !(await insertMigration(store, migration)))
      throw new CasewrightError("already_exists", {
        detail: "Cases of this workflow are being moved already; let that come to its end first.",
      });
    const [view] = await migrationViews(store, [repeated ?? migration]);
    if (!view) throw new CasewrightError("internal");
    return { status: 201, body: view, headers: { location: `/api/migrations/${view.id}` } };
  },
});
