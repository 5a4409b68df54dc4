import { agree } from "../../migrations/agree.js";
import { dryRun } from "../../migrations/dry-run.js";
import { planView } from "../../migrations/plan-view.js";
import { migrationPlanRequestSchema, migrationPlanSchema } from "../../protocol/migration.js";
import { defineRoute } from "../route.js";

/** Ten thousand cases are planned one by one. */
const DEADLINE_MS = 60_000;

/** What moving the open cases of a release to another one would do: a dry run of each. */
export const migrationPlan = defineRoute({
  id: "planMigration",
  method: "POST",
  path: "/api/migrations/plan",
  group: "Releases",
  summary: "What moving open cases to another release would do",
  description:
    "Lists every open case of a workflow that follows `from`, with the state that it would come to or why it cannot be moved, and the " +
    "mapping, completed where that is obvious. Changes nothing.",
  permission: "release.publish",
  body: migrationPlanRequestSchema,
  answers: { 200: migrationPlanSchema },
  errors: ["invalid_input"],
  deadlineMs: DEADLINE_MS,
  discloses: "nothing",
  keepsAnswer: "never",
  handle: async ({ body }, { store }) => {
    const agreed = await agree(store, body);
    const { workflow, from: release, undoes = null } = body;
    const { ends, mapping } = agreed;
    const cases = await dryRun(store, { workflow, release, ends, mapping, undoes });
    return { status: 200, body: planView(agreed, body, cases) };
  },
});
