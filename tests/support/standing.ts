import { caseDoc } from "../../engine/store/cases.js";
import type { CaseRepair, ParkedCase } from "../../engine/protocol/case-repair.js";
import type { RepairRunRequest } from "../../engine/protocol/repair-run.js";
import { until } from "./clinic.js";
import type { Desk } from "./desk.js";
import { tighten } from "./stage.js";

/** Opens routed tickets, each with a note that the store refuses: they stand still. @returns their ids, in order */
export async function standingTickets(desk: Desk, many: number): Promise<readonly string[]> {
  const { store } = desk.clinic;
  const ids: string[] = [];
  for (let n = 0; n < many; n += 1) {
    const made = await desk.call("POST", "/tickets", {
      token: desk.tokens.admin,
      body: { contact: { phone: "+254700000071" }, description: "The invoice is wrong" },
    });
    ids.push(String(made.body["id"]));
  }
  for (const id of ids)
    await until("routing", async () => (await caseDoc(store, id))?.stateId === "assigned");
  await tighten(desk.clinic, { type: { $ne: "acted" } });
  for (const id of ids)
    await desk.call("POST", `/api/cases/${id}/actions/note`, {
      ...{ token: desk.tokens.admin, body: { input: { text: "Not written down" } } },
    });
  for (const id of ids) await until("parking", async () => (await caseDoc(store, id))?.parked);
  await tighten(desk.clinic, {});
  return ids;
}

/** A case as an administrator is shown it before a run of repairs. */
export async function shownOf(desk: Desk, id: string): Promise<RepairRunRequest["cases"][number]> {
  const get = async (path: string) =>
    (await desk.call("GET", path, { token: desk.tokens.admin })).body;
  const listed = (await get("/api/parked"))["items"] as readonly ParkedCase[];
  const { unstored, standsAt } = (await get(`/api/cases/${id}/repair`)) as unknown as CaseRepair;
  const since = listed.find((item) => item.case.id === id)?.since;
  if (since === undefined) throw new Error(`${id} does not stand still`);
  return { id, since, unstored, ...(standsAt === null ? {} : { mark: standsAt.mark }) };
}
