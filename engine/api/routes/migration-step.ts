import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import {
  type MigrationStep,
  migrationSchema,
  migrationStepSchema,
} from "../../protocol/migration.js";
import {
  migratedCounts,
  migrationById,
  type MigrationDoc,
  type MigrationStanding,
  turnMigration,
} from "../../store/migrations.js";
import type { Store } from "../../store/store.js";
import { migrationViews } from "../migration-view.js";
import { requireEveryRight } from "../rights.js";
import { defineRoute } from "../route.js";

/** Letting a migration go on, rest, or come to its end. */
export const migrationStep = defineRoute({
  id: "stepMigration",
  method: "POST",
  path: "/api/migrations/:id/steps",
  group: "Releases",
  summary: "Let a migration go on, rest, or end",
  description:
    "`next_wave` and `all` let it go on, `rest` stops it after the cases that are in hand, `end` leaves for good what is not moved yet " +
    "where it is. Nothing that was moved is undone by it.",
  permission: "release.publish",
  params: Type.Object({ id: Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }) }),
  body: migrationStepSchema,
  answers: { 200: migrationSchema },
  errors: ["not_found", "not_now", "change_not_allowed"],
  handle: async ({ params: { id }, body: { step }, caller }, world) => {
    await requireEveryRight(caller, world);
    const { store } = world;
    const doc = await migrationById(store, id);
    if (!doc) throw new CasewrightError("not_found");
    const { from, to } = await turnOf(store, doc, step);
    if (!(await turnMigration(store, id, from, to))) throw new CasewrightError("not_now");
    const after = await migrationById(store, id);
    const [view] = await migrationViews(store, [after ?? doc]);
    if (!view) throw new CasewrightError("internal");
    return { status: 200, body: view };
  },
});

type Turned = {
  readonly from: readonly MigrationStanding[];
  readonly to: Parameters<typeof turnMigration>[3];
};

async function turnOf(store: Store, doc: MigrationDoc, step: MigrationStep): Promise<Turned> {
  switch (step) {
    case "next_wave": {
      const { moved, refused, closed } = await migratedCounts(store, doc._id);
      const until = doc.wave === null ? null : moved + refused + closed + doc.wave;
      return { from: ["resting"], to: { standing: "moving", until } };
    }
    case "all":
      return { from: ["resting", "moving"], to: { standing: "moving", until: null } };
    case "rest":
      return { from: ["moving"], to: { standing: "resting" } };
    case "end":
      return { from: ["resting", "moving"], to: { standing: "done" } };
  }
}
