import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import {
  migratedCasesSchema,
  migrationListSchema,
  migrationSchema,
} from "../../protocol/migration.js";
import { latestMigrations, migratedCases, migrationById } from "../../store/migrations.js";
import { migrationViews } from "../migration-view.js";
import { defineRoute } from "../route.js";

const params = Type.Object({ id: Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }) });

/** Nobody looks further back. */
const SHOWN = 50;

/** Who moved what where. */
export const migrationList = defineRoute({
  id: "listMigrations",
  method: "GET",
  path: "/api/migrations",
  group: "Releases",
  summary: "Migrations, newest first",
  permission: "release.publish",
  answers: { 200: migrationListSchema },
  handle: async (_request, { store }) => ({
    status: 200,
    body: { items: await migrationViews(store, await latestMigrations(store, SHOWN)) },
  }),
});

/** How far a migration is. */
export const migrationRead = defineRoute({
  id: "readMigration",
  method: "GET",
  path: "/api/migrations/:id",
  group: "Releases",
  summary: "A migration, as far as it is",
  permission: "release.publish",
  params,
  answers: { 200: migrationSchema },
  errors: ["not_found"],
  handle: async ({ params: { id } }, { store }) => {
    const doc = await migrationById(store, id);
    const [view] = doc ? await migrationViews(store, [doc]) : [];
    if (!view) throw new CasewrightError("not_found");
    return { status: 200, body: view };
  },
});

/** What has become of each case. */
export const migrationCases = defineRoute({
  id: "listMigratedCases",
  method: "GET",
  path: "/api/migrations/:id/cases",
  group: "Releases",
  summary: "What has become of the cases of a migration",
  permission: "release.publish",
  params,
  answers: { 200: migratedCasesSchema },
  handle: async ({ params: { id } }, { store }) => {
    const rows = await migratedCases(store, id);
    const items = rows.map(({ caseId, outcome, from, to, turn, reasons }) => ({
      ...{ id: caseId, outcome, from, to, turn },
      reasons: reasons.slice(),
    }));
    return { status: 200, body: { items } };
  },
});
