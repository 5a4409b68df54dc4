import { Type, type Static } from "@sinclair/typebox";
import { calendarSchema } from "./calendar.js";
import { organisationSchema } from "./organisation.js";
import { ruleSetSchema } from "./rule-set.js";
import { templateSchema } from "./template.js";
import { workflowSchema } from "./workflow.js";

/** One published change set: everything a case needs to run, under one content hash. Lists are sorted by id. */
export const releaseBodySchema = Type.Object(
  {
    organisation: organisationSchema,
    workflows: Type.Array(workflowSchema),
    ruleSets: Type.Array(ruleSetSchema),
    templates: Type.Array(templateSchema),
    calendars: Type.Optional(Type.Array(calendarSchema)),
  },
  { additionalProperties: false, $id: "Release", title: "Release" },
);
export type ReleaseBody = Static<typeof releaseBodySchema>;

/** A plugin that a release or a decision used something of. Not part of the hash: the package is not ours to keep. */
export const pinnedPluginSchema = Type.Object(
  { id: Type.String(), version: Type.String() },
  { additionalProperties: false, $id: "PinnedPlugin" },
);
export type PinnedPlugin = Static<typeof pinnedPluginSchema>;

/** A release as stored: numbered from 1, immutable, hashed (sha-256 of its canonical JSON, without layout and comments). */
export type Release = {
  readonly number: number;
  readonly hash: string;
  readonly body: ReleaseBody;
};
