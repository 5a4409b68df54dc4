import { Type } from "@sinclair/typebox";
import { findingSchema } from "../../definition/finding.js";
import { parseRelease } from "../../definition/parse.js";
import { lintRelease } from "../../release-lint.js";
import { entrancesOf } from "../entrances.js";
import { definitionSchema } from "../definition-shapes.js";
import { defineRoute } from "../route.js";

/** Checking everything at once, before it is published. */
export const releaseCheck = defineRoute({
  id: "checkRelease",
  method: "POST",
  path: "/api/releases/check",
  group: "Releases",
  summary: "Check a whole release",
  description:
    "Tells everything that the lint says of a release, its shape included: errors, which would stop its publication, and what does not; " +
    "once it has no errors of ours also what the lints of plugins find, under their names. Nothing is kept.",
  permission: "release.read",
  reads: "definition",
  body: Type.Object(
    { definition: definitionSchema("release") },
    { additionalProperties: false, $id: "ReleaseDraft" },
  ),
  answers: {
    200: Type.Object({ findings: Type.Array(findingSchema) }, { $id: "ReleaseFindings" }),
  },
  keepsAnswer: "never",
  handle: ({ body }, { contributions, endpoints }) => {
    const checked = parseRelease(body.definition);
    const findings = [
      ...(checked.ok
        ? lintRelease(checked.value, contributions, entrancesOf(endpoints))
        : checked.findings),
    ];
    return { status: 200, body: { findings } };
  },
});
