import type { CaseActivities } from "../../workflows/case/activities.js";
import type { LedgerAnswer, LedgerEffect } from "../interpreter/effect.js";
import { adjustLedger, type LedgerOrder } from "../store/ledger.js";
import { currentRelease } from "../store/releases.js";
import type { EffectTools } from "./tools.js";

type Request = Parameters<CaseActivities["adjust"]>[0];

/**
 * Changes what cases share, once. How much there is says the present release: more lockers are there for every case as
 * soon as they are bought. Of a quantity that is gone there is none left.
 */
export async function adjust(
  tools: EffectTools,
  { caseId, effect }: Request,
): Promise<LedgerAnswer> {
  const at = new Date(tools.now());
  const order = await orderOf(tools, effect, at);
  const answer = await adjustLedger(tools.store, {
    id: effect.id,
    caseId,
    turn: turnOf(effect),
    at,
    order,
  });
  tools.reached("ledger.after");
  return answer;
}

async function orderOf(
  { store }: EffectTools,
  effect: LedgerEffect,
  at: Date,
): Promise<LedgerOrder> {
  if (effect.kind !== "reserve") return effect;
  const { quantity, amount, holdMs } = effect;
  const { organisation } = (await currentRelease(store)).body;
  const limit = organisation.quantities?.find(({ id }) => id === quantity)?.limit ?? 0;
  const until = holdMs === null ? null : new Date(at.getTime() + holdMs);
  return { kind: "reserve", quantity, amount, until, limit };
}

/** An effect's id is case, turn and place. */
function turnOf({ id }: LedgerEffect): number {
  return Number(id.split(".").at(-2));
}
