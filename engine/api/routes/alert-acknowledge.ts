import { Type } from "@sinclair/typebox";
import { acknowledgedSchema } from "../../protocol/alert.js";
import { CasewrightError } from "../../protocol/errors.js";
import { requireAlert } from "../alert-scope.js";
import { alertViews } from "../alert-view.js";
import { actorOf } from "../caller.js";
import { defineRoute } from "../route.js";

/** Taking note of an alert: the first person ends the calling, everybody else is told who it was. */
export const alertAcknowledge = defineRoute({
  id: "acknowledgeAlert",
  method: "POST",
  path: "/api/alerts/:id/acknowledge",
  group: "Alerts",
  summary: "Acknowledge an alert",
  description:
    "Ends the calling; the case goes on. `first` is false when somebody was faster, who then stands in the alert.",
  permission: "case.act",
  params: Type.Object({ id: Type.String({ maxLength: 60 }) }),
  answers: { 200: acknowledgedSchema },
  errors: ["case_parked", "behind"],
  discloses: "nothing",
  handle: async ({ params, caller, requestId }, world) => {
    const { _id } = await requireAlert(world, caller, params.id);
    const { first, alert } = await world.cases.acknowledge({
      alert: _id,
      actor: actorOf(caller),
      requestId,
    });
    const [view] = await alertViews(world, [alert]);
    if (!view) throw new CasewrightError("not_found");
    return { status: 200, body: { first, alert: view } };
  },
});
