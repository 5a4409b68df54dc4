import type { CaseQuery } from "../cases/contract.js";
import type { Caller } from "./caller.js";

/** Row scope of a person for lists. */
export function listScope(caller: Caller): Pick<CaseQuery, "queues" | "person"> {
  return { queues: caller.queues, person: caller.user.id };
}
