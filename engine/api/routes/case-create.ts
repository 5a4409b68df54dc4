import { caseRequestSchema, caseRowSchema } from "../../protocol/case.js";
import type { Json } from "../../definition/names.js";
import { judgeFiles, toStore } from "../../inbound/files.js";
import { actorOf } from "../caller.js";
import { noteOpened } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** Opening a case of any workflow. */
export const caseCreate = defineRoute({
  id: "createCase",
  method: "POST",
  path: "/api/cases",
  group: "Cases",
  summary: "Open a case",
  description:
    "Answered as soon as the case runs; lists show it some milliseconds later. With files it is `multipart/form-data`: the " +
    "JSON in the field `request`, and up to ten pictures or PDF as further parts, which stand in the timeline of the case " +
    "beside its opening. One that is not kept stops the whole request.",
  permission: "case.create",
  reads: "json_and_files",
  body: caseRequestSchema,
  answers: { 201: caseRowSchema },
  handle: async ({ body, files, caller, requestId }, { cases, config }) => {
    const { data = {}, contact = null, call, ...rest } = body;
    const { id, row } = await cases.create({
      ...rest,
      data: data as { [field: string]: Json },
      contact,
      ...(call === undefined ? {} : { call: call as { [field: string]: Json } }),
      files: toStore(judgeFiles(files).kept, config.scanner),
      actor: actorOf(caller),
      requestId,
    });
    noteOpened(id);
    return { status: 201, body: row, headers: { location: `/api/cases/${id}` } };
  },
});
