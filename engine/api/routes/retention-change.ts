import { Type } from "@sinclair/typebox";
import { idSchema } from "../../definition/names.js";
import { keepSchema } from "../../definition/retention.js";
import { CasewrightError } from "../../protocol/errors.js";
import { agreeToRetention, withdrawRetention } from "../../store/retention.js";
import { defineRoute, nothing } from "../route.js";

/** Agreeing that cases are erased by the clock, or taking that back. */
export const retentionChange = defineRoute({
  id: "changeRetention",
  method: "PUT",
  path: "/api/retention/:workflow",
  group: "Privacy",
  summary: "Let cases be erased after the time they are kept",
  description:
    "Agrees to erase, from now on, the cases of a workflow that have been kept for `keep`; it has to be what the newest release " +
    "says. A release that says another time needs to be agreed to anew. Null takes it back. Cases on legal hold stay.",
  permission: "case.erase",
  params: Type.Object({ workflow: idSchema }),
  body: Type.Object(
    { keep: Type.Union([keepSchema, Type.Null()]) },
    { additionalProperties: false, $id: "RetentionConsent" },
  ),
  answers: { 204: nothing },
  errors: ["not_found"],
  handle: async ({ params, body, caller }, { store, release, now }) => {
    const found = (await release()).body.workflows.find(({ id }) => id === params.workflow);
    if (!found) throw new CasewrightError("not_found");
    if (body.keep === null) await withdrawRetention(store, found.id);
    else {
      if (body.keep !== found.retention?.keep) throw otherTime(found.retention?.keep);
      const { id: _id } = found;
      const by = caller.user.id;
      await agreeToRetention(store, { _id, keep: body.keep, by, at: new Date(now()) });
    }
    return { status: 204, body: null };
  },
});

function otherTime(keep: string | undefined): CasewrightError {
  const message =
    keep === undefined ? "These cases are kept for ever" : `These cases are kept for ${keep}`;
  return new CasewrightError("invalid_input", { errors: [{ pointer: "/keep", message }] });
}
