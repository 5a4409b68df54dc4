import type { Caller } from "../api/caller.js";
import { seesCase } from "../api/case-scope.js";
import { parseCaseId } from "../cases/case-id.js";
import { CasewrightError, type ProblemPart } from "../protocol/errors.js";
import type { RepairRunRequest } from "../protocol/repair-run.js";
import { type CasePlace, casePlaces } from "../store/case-places.js";
import type { ChosenCase } from "../store/repair-run-cases.js";
import type { Store } from "../store/store.js";

/**
 * Checks what somebody asks for, and answers with the cases as they are stored. A case that they do not see is none to them.
 * @throws CasewrightError invalid_input with a pointer for everything that is wrong
 */
export async function agree(
  store: Store,
  caller: Caller,
  { how, reason, cases }: RepairRunRequest,
): Promise<readonly ChosenCase[]> {
  const ids = cases.map(({ id }) => parseCaseId(id) ?? "");
  const places = await casePlaces(store, ids);
  const isSkip = how === "skip";
  const errors: ProblemPart[] = cases.flatMap(({ mark }, n) => [
    ...wrongId({ ids, n, place: places.get(ids[n] ?? ""), caller }),
    ...(isSkip && mark === undefined ? [part(n, "mark", "is needed to skip what it names")] : []),
  ]);
  if (isSkip && reason === undefined)
    errors.push({ pointer: "/reason", message: "is needed: it stands in the log of each case" });
  if (errors.length > 0) throw new CasewrightError("invalid_input", { errors });
  return cases.map(({ since, unstored, mark = null }, n) => ({
    ...{ caseId: ids[n] ?? "", since: new Date(since), unstored, mark },
  }));
}

function wrongId({
  ids,
  n,
  place,
  caller,
}: {
  readonly ids: readonly string[];
  readonly n: number;
  readonly place: CasePlace | undefined;
  readonly caller: Caller;
}): readonly ProblemPart[] {
  if (place === undefined || !seesCase(caller, place))
    return [part(n, "id", "There is no such case")];
  return ids.indexOf(ids[n] ?? "") < n ? [part(n, "id", "is there twice")] : [];
}

function part(n: number, member: string, message: string): ProblemPart {
  return { pointer: `/cases/${String(n)}/${member}`, message };
}
